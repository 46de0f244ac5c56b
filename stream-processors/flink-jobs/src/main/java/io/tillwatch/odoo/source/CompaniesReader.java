package io.tillwatch.odoo.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/** Reads the companies of one task in turn, in a thread of its own: records are handed on meanwhile. */
final class CompaniesReader implements SplitReader<Reading, OdooSplit> {
    private static final long NOTHING_TO_DO_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Function<OdooSplit, @Nullable CompanyReader> open;
    private final List<CompanyReader> companies = new ArrayList<>();
    private final Semaphore woken = new Semaphore(0);

    /** @param open gives null for a company that the job reads no more: its cursor is kept, and nothing is read */
    CompaniesReader(Function<OdooSplit, @Nullable CompanyReader> open) {
        this.open = open;
    }

    @Override
    public RecordsWithSplitIds<Reading> fetch() {
        CompanyReader next = companies.stream()
                .min(Comparator.comparingLong(CompanyReader::nanosLeft))
                .orElse(null);
        if (isWokenWithin(next == null ? NOTHING_TO_DO_NANOS : next.nanosLeft()) || next == null) {
            return nothing();
        }
        Reading reading = next.read();
        return reading == null ? nothing() : new RecordsBySplits<>(Map.of(next.name(), List.of(reading)), Set.of());
    }

    private boolean isWokenWithin(long nanos) {
        try {
            boolean isWoken = woken.tryAcquire(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            woken.drainPermits();
            return isWoken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static RecordsWithSplitIds<Reading> nothing() {
        return new RecordsBySplits<>(Map.of(), Set.of());
    }

    @Override
    public void handleSplitsChanges(SplitsChange<OdooSplit> change) {
        for (OdooSplit split : change.splits()) {
            CompanyReader company = open.apply(split);
            if (company != null) {
                companies.add(company);
            }
        }
    }

    @Override
    public void wakeUp() {
        woken.release();
    }

    @Override
    public void close() {
        companies.forEach(CompanyReader::close);
    }
}
