package io.tillwatch.reconciliation.bulk;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.memory.MemoryManager;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Fills the sieve as blocks come, judges what is left when the last has come, and tells the report. */
final class SieveOperator extends AbstractStreamOperator<String>
        implements OneInputStreamOperator<byte[], String>, BoundedOneInput {
    /** Lines that could not be read, as JSON. */
    static final OutputTag<String> BAD_LINES = new OutputTag<>("bad-lines") {};

    private static final int MOST_PROBLEMS = 10_000;

    private final BulkFiles files;
    private final Rules rules;
    private final @Nullable Long asOf;
    private final int mostSuspects;

    private transient @Nullable List<MemorySegment> pages;
    private transient @Nullable PagePool pool;

    @SuppressWarnings("NullAway.Init") // set in open(), before any block
    private transient Sieve sieve;

    @SuppressWarnings("NullAway.Init") // as above
    private transient List<String> problems;

    /** @param asOf epoch milliseconds; null takes what the books hold */
    SieveOperator(BulkFiles files, Rules rules, @Nullable Long asOf, int mostSuspects) {
        this.files = files;
        this.rules = rules;
        this.asOf = asOf;
        this.mostSuspects = mostSuspects;
    }

    @Override
    public void open() throws Exception {
        super.open();
        Environment environment = getContainingTask().getEnvironment();
        MemoryManager memory = environment.getMemoryManager();
        double share = getOperatorConfig()
                .getManagedMemoryFractionOperatorUseCaseOfSlot(
                        ManagedMemoryUseCase.OPERATOR,
                        environment.getJobConfiguration(),
                        environment.getTaskManagerInfo().getConfiguration(),
                        environment.getUserCodeClassLoader().asClassLoader());
        List<MemorySegment> taken = memory.allocatePages(this, memory.computeNumberOfPages(share));
        pages = taken;
        Path spill = environment.getIOManager().getSpillingDirectories()[0].toPath();
        PagePool made = new PagePool(taken, spill);
        pool = made;
        problems = new ArrayList<>();
        sieve = new Sieve(rules, made, files.bytes(FileKind.SALES), mostSuspects);
    }

    @Override
    public void processElement(StreamRecord<byte[]> element) throws IOException {
        byte[] block = element.getValue();
        if (!Block.isBad(block)) {
            sieve.take(block);
            return;
        }
        String bad = Block.text(block);
        output.collect(BAD_LINES, new StreamRecord<>(bad));
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(Json.read(bad.getBytes(StandardCharsets.UTF_8), BadLine.class)
                    .told());
        }
    }

    @Override
    public void endInput() throws IOException {
        sieve.settle();
        java.time.Instant moment = asOf == null ? null : java.time.Instant.ofEpochMilli(asOf);
        byte[] report = Json.bytes(new Judgement(files, sieve, rules, moment).report(problems));
        output.collect(new StreamRecord<>(new String(report, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws Exception {
        try {
            if (pool != null) {
                pool.close();
            }
            if (pages != null) {
                getContainingTask().getEnvironment().getMemoryManager().release(pages);
                pages = null;
            }
        } finally {
            super.close();
        }
    }
}
