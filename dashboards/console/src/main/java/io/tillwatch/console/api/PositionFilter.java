package io.tillwatch.console.api;

import io.tillwatch.console.live.Change;
import io.tillwatch.contracts.watch.StockPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which positions a stream tells. One that stops to be oversold must be told, or its reader would believe for ever that
 * it is: so a position that does not match is told once, unless it is known that it did not match before. Thread-safe.
 */
final class PositionFilter implements Predicate<Change> {
    /** Of positions beyond these one is told once too often, which does no harm. */
    private static final int REMEMBERED = 20_000;

    private final Predicate<StockPosition> asked;
    private final Predicate<StockPosition> state;
    private final Map<String, Boolean> outside = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param asked what never changes of a position
     * @param state what comes and goes
     */
    PositionFilter(Predicate<StockPosition> asked, Predicate<StockPosition> state) {
        this.asked = asked;
        this.state = state;
    }

    @Override
    public boolean test(Change change) {
        if (!(change.value() instanceof StockPosition position) || !asked.test(position)) {
            return false;
        }
        synchronized (outside) {
            if (state.test(position)) {
                outside.remove(position.key());
                return true;
            }
            return outside.put(position.key(), Boolean.TRUE) == null;
        }
    }
}
