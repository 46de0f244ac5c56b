package io.tillwatch.odoo.source;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Ties reading and handing on to Flink. */
@SuppressWarnings("try") // close() may throw anything, says the base class
final class CompaniesSourceReader<T>
        extends SingleThreadMultiplexSourceReaderBase<Reading, T, OdooSplit, CompanyProgress> {
    CompaniesSourceReader(
            Supplier<SplitReader<Reading, OdooSplit>> readers,
            RecordEmitter<Reading, T, CompanyProgress> emitter,
            Configuration configuration,
            SourceReaderContext context) {
        super(readers, emitter, configuration, context);
    }

    @Override
    protected void onSplitFinished(Map<String, CompanyProgress> finished) {
        // A company's books are never read to their end.
    }

    @Override
    protected CompanyProgress initializedState(OdooSplit split) {
        return new CompanyProgress(split);
    }

    @Override
    protected OdooSplit toSplitType(String target, CompanyProgress progress) {
        return progress.split;
    }
}
