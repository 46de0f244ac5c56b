package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whoever holds a SKU: its owner, and when that one does not answer, one standby, which says how old its copy is.
 */
final class RoutedStockView implements StockView {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedStockView.class);
    private static final int ATTEMPTS = 2;

    private final StockView here;
    private final LedgerStores stores;
    private final @Nullable HostInfo self;
    private final Peers peers;
    private final Clock clock;
    private final Duration horizon;

    RoutedStockView(
            StockView here, LedgerStores stores, @Nullable HostInfo self, Peers peers, Clock clock, Duration horizon) {
        this.here = here;
        this.stores = stores;
        this.self = self;
        this.peers = peers;
        this.clock = clock;
        this.horizon = horizon;
    }

    @Override
    public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
        return ask(sku, moment, view -> view.position(sku, location, moment));
    }

    @Override
    public Answer<List<StockPosition>> positions(String sku, Moment moment) {
        return ask(sku, moment, view -> view.positions(sku, moment));
    }

    @Override
    public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
        return ask(sku, moment, view -> view.explain(sku, location, moment));
    }

    @Override
    public StockView here() {
        return here;
    }

    private <T> T ask(String sku, Moment moment, Function<StockView, T> question) {
        moment.check(clock.instant(), horizon);
        if (self == null) {
            return question.apply(here);
        }
        List<HostInfo> holders = peers.awakeFirst(stores.holders(sku));
        StockUnavailableException last = new StockUnavailableException("nobody holds the SKU", null);
        for (HostInfo holder : holders.subList(0, Math.min(ATTEMPTS, holders.size()))) {
            try {
                return question.apply(holder.equals(self) ? here : peers.at(holder));
            } catch (StockUnavailableException e) {
                LOG.debug("{} cannot answer for a SKU it holds", holder, e);
                last = e;
            }
        }
        throw last;
    }
}
