package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Rules;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The bounded reconciliation of large files: CSV in, a report and the lines that could not be read out. One task does
 * it all, since a shuffle or a sort would cost more than the comparing.
 */
public final class BulkReconciliationJob {
    public static final String NAME = "bulk-reconciliation";
    /** More lines than this without a counterpart that agrees, and the run fails: about a kilobyte of heap each. */
    public static final int MOST_SUSPECTS = 400_000;

    private static final int ALL_OF_IT = 100;

    private BulkReconciliationJob() {}

    /**
     * Defines the job in an environment.
     *
     * @param asOf the moment to judge for; null takes the youngest write date of sessions and entries
     * @param report JSON of a {@link io.tillwatch.reconciliation.ReconciliationReport}
     * @param quarantine lines that could not be read, one JSON of a {@link BadLine} a line
     */
    public static void define(
            StreamExecutionEnvironment environment,
            BulkFiles files,
            Rules rules,
            @Nullable Instant asOf,
            Path report,
            Path quarantine) {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        strict.set(PipelineOptions.OBJECT_REUSE, true);
        strict.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        environment.configure(strict);
        environment.setParallelism(1);
        FileSource<byte[]> source = FileSource.forBulkFileFormat(
                        new CsvBlocks(files),
                        files.all().stream().map(BulkFiles.File::path).toArray(org.apache.flink.core.fs.Path[]::new))
                .build();
        SingleOutputStreamOperator<String> judged = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "files")
                .uid("files")
                .transform(
                        "sieve",
                        Types.STRING,
                        new SieveOperator(files, rules, asOf == null ? null : asOf.toEpochMilli(), MOST_SUSPECTS))
                .uid("sieve");
        judged.getTransformation().declareManagedMemoryUseCaseAtOperatorScope(ManagedMemoryUseCase.OPERATOR, ALL_OF_IT);
        judged.sinkTo(new TextFileSink(report.toUri().toString())).uid("report").name("report");
        judged.getSideOutput(SieveOperator.BAD_LINES)
                .sinkTo(new TextFileSink(quarantine.toUri().toString()))
                .uid("quarantine")
                .name("quarantine");
    }
}
