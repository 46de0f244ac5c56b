package io.tillwatch.audit;

import io.tillwatch.contracts.watch.AuditEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The writing end of the chain. One writer at a time; not thread-safe. */
public final class AuditChain {
    private long number;
    private String previous = "";

    /** Goes on behind an entry that was written before; an older one than the last changes nothing. */
    public void after(AuditEntry entry) {
        if (entry.number() > number) {
            number = entry.number();
            previous = entry.hash();
        }
    }

    /** Whether it has no entry yet. */
    boolean isEmpty() {
        return number == 0;
    }

    /**
     * The next entry. It counts as written: it must become durable, or this chain be given up.
     *
     * @param action what was done, as {@code incident.acknowledge}
     * @param subject to what, as an id
     */
    public AuditEntry append(Instant at, String actor, String action, String subject, @Nullable String detail) {
        number++;
        // No finer than what survives the way through JSON and an index.
        Instant time = at.truncatedTo(ChronoUnit.MILLIS);
        String hash = AuditHash.of(number, time, actor, action, subject, detail, previous);
        AuditEntry entry = new AuditEntry(number, time, actor, action, subject, detail, previous, hash);
        previous = hash;
        return entry;
    }
}
