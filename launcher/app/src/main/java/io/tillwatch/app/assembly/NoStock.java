package io.tillwatch.app.assembly;

import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The view of a process that holds no stock ledger: it knows nothing, and the search still finds what is indexed. */
final class NoStock implements StockView {
    @Override
    public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
        return Optional.empty();
    }

    @Override
    public Answer<List<StockPosition>> positions(String sku, Moment moment) {
        return new Answer<>(List.of(), Duration.ZERO, true);
    }

    @Override
    public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
        return Optional.empty();
    }
}
