package io.tillwatch.app.assembly;

import io.tillwatch.console.SourceUnavailableException;
import io.tillwatch.console.StockSearch;
import io.tillwatch.index.IndexException;
import io.tillwatch.index.PositionSearch;

/** Lets the console search in Elasticsearch without knowing it. Thread-safe. */
final class SearchPort implements StockSearch {
    private final PositionSearch search;

    SearchPort(PositionSearch search) {
        this.search = search;
    }

    @Override
    public StockPage search(StockQuery query) {
        try {
            PositionSearch.Page page = search.search(
                    query.text(),
                    query.location(),
                    query.below(),
                    query.stale(),
                    query.silent(),
                    query.page(),
                    query.size());
            return new StockPage(page.positions(), page.total());
        } catch (IndexException e) {
            throw new SourceUnavailableException("Elasticsearch", e);
        }
    }
}
