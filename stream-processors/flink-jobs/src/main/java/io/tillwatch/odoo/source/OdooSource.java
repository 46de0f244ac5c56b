package io.tillwatch.odoo.source;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.odoo.OdooConnection;
import io.tillwatch.odoo.OdooModel.Use;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Odoo of one or more companies for ever, a reading at a time, each closed by a mark. After a failure it goes
 * on from the cursor of the last checkpoint: rows of its overlap come again, none is lost. An outage of Odoo delays
 * readings and fails nothing.
 */
public final class OdooSource<T> implements Source<T, OdooSplit, Companies> {
    private final ArrayList<OdooTarget> targets;
    private final Duration every;
    private final DocumentForm<T> form;
    private final Clock clock;

    /** Where a task finds the time. */
    @FunctionalInterface
    public interface Clock extends Serializable {
        InstantSource find();
    }

    private OdooSource(List<OdooTarget> targets, Duration every, DocumentForm<T> form, Clock clock) {
        this.targets = new ArrayList<>(targets);
        this.every = every;
        this.form = form;
        this.clock = clock;
    }

    /**
     * Names what is to be read.
     *
     * @param every between two readings of one company
     */
    public static <T> OdooSource<T> of(List<OdooTarget> targets, Duration every, DocumentForm<T> form) {
        return new OdooSource<>(targets, every, form, WorldClock::system);
    }

    /** The same by another clock, which Odoo's dates follow. */
    public OdooSource<T> by(Clock other) {
        return new OdooSource<>(targets, every, form, other);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<OdooSplit, Companies> createEnumerator(SplitEnumeratorContext<OdooSplit> context) {
        return restoreEnumerator(context, new Companies(Set.of(), List.of()));
    }

    @Override
    public SplitEnumerator<OdooSplit, Companies> restoreEnumerator(
            SplitEnumeratorContext<OdooSplit> context, Companies before) {
        return new CompanyEnumerator(
                context, targets.stream().map(OdooTarget::name).toList(), before);
    }

    @Override
    public SourceReader<T, OdooSplit> createReader(SourceReaderContext context) {
        Map<String, String> databases = new TreeMap<>();
        targets.forEach(target -> databases.put(target.name(), target.settings().database()));
        // A reading that waits to be handed on is one too old already: none is taken beyond it.
        Configuration configuration = new Configuration(context.getConfiguration());
        configuration.set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, 1);
        return new CompaniesSourceReader<>(
                () -> new CompaniesReader(split -> open(split, context)),
                new ReadingEmitter<>(databases, form),
                configuration,
                context);
    }

    private @Nullable CompanyReader open(OdooSplit split, SourceReaderContext context) {
        for (OdooTarget target : targets) {
            if (target.name().equals(split.target())) {
                SourceMetrics metrics = new SourceMetrics(
                        context.metricGroup(), target.settings().database());
                OdooConnection connection =
                        new OdooConnection(target::withSecret, clock.find(), metrics, Set.of(Use.GOODS));
                return new CompanyReader(target.name(), connection, every, split.cursor());
            }
        }
        return null;
    }

    @Override
    public SimpleVersionedSerializer<OdooSplit> getSplitSerializer() {
        return new JsonForm<>(OdooSplit.class);
    }

    @Override
    public SimpleVersionedSerializer<Companies> getEnumeratorCheckpointSerializer() {
        return new JsonForm<>(Companies.class);
    }
}
