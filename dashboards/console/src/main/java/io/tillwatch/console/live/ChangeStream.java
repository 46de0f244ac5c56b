package io.tillwatch.console.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Hands changes to whoever listens. A listener that is slow gets fewer but newer changes: each keeps at most one change
 * a key and a bounded number of keys, so that neither memory nor the feed suffers. Thread-safe.
 */
public final class ChangeStream {
    private static final int PENDING = 400;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    ChangeStream() {}

    /** Listens from now on, until closed. */
    public Subscription subscribe(Set<Change.Kind> kinds, Predicate<Change> filter) {
        Subscription subscription = new Subscription(kinds, filter);
        subscriptions.add(subscription);
        return subscription;
    }

    void publish(Change change) {
        subscriptions.forEach(subscription -> subscription.offer(change));
    }

    /** One listener. */
    public final class Subscription implements AutoCloseable {
        private final Set<Change.Kind> kinds;
        private final Predicate<Change> filter;
        private final Map<String, Change> pending = new LinkedHashMap<>();

        private Subscription(Set<Change.Kind> kinds, Predicate<Change> filter) {
            this.kinds = Set.copyOf(kinds);
            this.filter = filter;
        }

        private void offer(Change change) {
            if (!kinds.contains(change.kind()) || !filter.test(change)) {
                return;
            }
            String key = change.kind() + "|" + change.key();
            synchronized (this) {
                pending.remove(key);
                pending.put(key, change);
                if (pending.size() > PENDING) {
                    pending.remove(pending.keySet().iterator().next());
                }
                notifyAll();
            }
        }

        /** Waits for changes, at most that long; an empty list when none came. */
        public synchronized List<Change> take(Duration atMost) throws InterruptedException {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (pending.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return List.of();
                }
                wait(left);
            }
            List<Change> taken = new ArrayList<>(pending.values());
            pending.clear();
            return taken;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
