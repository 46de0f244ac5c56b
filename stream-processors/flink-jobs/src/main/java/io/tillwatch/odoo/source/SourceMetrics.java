package io.tillwatch.odoo.source;

import io.tillwatch.odoo.OdooException.Kind;
import io.tillwatch.odoo.OdooMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.jspecify.annotations.Nullable;

/** What reading one Odoo costs, as meters of the job. */
final class SourceMetrics implements OdooMetrics {
    private final Counter requests;
    private final Counter failures;
    private final Counter retries;
    private final Counter requestMillis;
    private final AtomicLong leftAlone = new AtomicLong();
    private final AtomicLong keyEnds = new AtomicLong();
    private final MetricGroup group;

    SourceMetrics(MetricGroup parent, String database) {
        group = parent.addGroup("odoo").addGroup("database", database);
        requests = group.counter("requests", new ThreadSafeSimpleCounter());
        failures = group.counter("failures", new ThreadSafeSimpleCounter());
        retries = group.counter("retries", new ThreadSafeSimpleCounter());
        requestMillis = group.counter("requestMillis", new ThreadSafeSimpleCounter());
        group.gauge("leftAlone", leftAlone::get);
    }

    @Override
    public void requested(Duration took, @Nullable Kind failure) {
        requests.inc();
        requestMillis.inc(took.toMillis());
        if (failure != null) {
            failures.inc();
        }
    }

    @Override
    public void retried() {
        retries.inc();
    }

    @Override
    public void leftAlone(boolean yes) {
        leftAlone.set(yes ? 1 : 0);
    }

    /** There is no such meter as long as nobody knows. */
    @Override
    public void keyEnds(Instant ends) {
        if (keyEnds.getAndSet(ends.getEpochSecond()) == 0) {
            group.gauge("keyEndsEpochSecond", keyEnds::get);
        }
    }

    @Override
    public void read(int documents, Instant readTo) {
        // Flink counts records itself.
    }
}
