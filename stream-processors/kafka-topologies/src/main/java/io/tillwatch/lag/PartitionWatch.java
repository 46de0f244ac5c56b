package io.tillwatch.lag;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One group in one partition, from reading to reading. Not thread-safe. */
final class PartitionWatch {
    /** Markers of transactions are few; behind more than this there are records. */
    private static final long MOST_MARKERS = 1_000;
    /** A look into the log may come to nothing when the broker is slow; a record that waits stays one. */
    private static final int MOST_ASKED = 3;

    private final OffsetTrail trail;
    private @Nullable PartitionReading last;
    private long furthest = -1;
    private @Nullable Instant stillSince;
    private long emptyFrom = -1;
    private long emptyTo = -1;
    private boolean bornEmpty;
    private @Nullable PartitionReading asked;
    private int askedTimes;

    /** @param trail of the partition; shared by all groups that read it */
    PartitionWatch(OffsetTrail trail) {
        this.trail = trail;
    }

    /** The trail must have seen the same reading's end already. */
    PartitionLag next(PartitionReading reading) {
        PartitionReading before = last;
        last = reading;
        if (before == null) {
            bornEmpty = reading.end() == reading.start();
        } else if (reading.end() < before.end()) {
            // Another log of the same name: what was reached in the old one means nothing here.
            furthest = -1;
            emptyFrom = -1;
        }
        Long committed = reading.committed();
        if (committed == null && !(bornEmpty && reading.end() > reading.start())) {
            return new PartitionLag(false, 0, Duration.ZERO, false, 0, reading.at(), false);
        }
        // A partition that was empty when the watch began is new: a group that has not come to it has all to read.
        long position = Math.min(committed == null ? reading.start() : committed, reading.end());
        long head = Math.max(position, reading.start());
        if (position >= emptyFrom && emptyFrom >= 0) {
            head = Math.max(head, Math.min(emptyTo, reading.end()));
        }
        long records = reading.end() - head;
        boolean moved = before == null || !java.util.Objects.equals(before.committed(), committed);
        if (moved || records == 0 || stillSince == null) {
            stillSince = reading.at();
        }
        // A position beyond the end is of an older log of that name, and was never reached in this one.
        if (committed == null || committed <= reading.end()) {
            furthest = Math.max(furthest, position);
        }
        OffsetTrail.Appeared appeared = records == 0 ? null : trail.appeared(head);
        Duration age = appeared == null ? Duration.ZERO : Duration.between(appeared.at(), reading.at());
        return new PartitionLag(
                true,
                records,
                age.isNegative() ? Duration.ZERO : age,
                appeared != null && appeared.before(),
                Math.max(0, reading.start() - position),
                stillSince,
                position < furthest);
    }

    /**
     * From where it is worth to look whether what seems to wait are markers of transactions only: a small lag at which
     * neither side moves any more. Null when it is not.
     */
    @Nullable
    Long suspect(PartitionReading previous) {
        PartitionReading now = last;
        Long committed = now == null ? null : now.committed();
        if (now == null || committed == null) {
            return null;
        }
        long position = Math.max(committed, now.start());
        long lag = now.end() - position;
        boolean frozen = committed.equals(previous.committed()) && now.end() == previous.end();
        boolean known = position >= emptyFrom && emptyFrom >= 0 && emptyTo >= now.end();
        if (!frozen || lag <= 0 || lag > MOST_MARKERS || known) {
            return null;
        }
        PartitionReading before = asked;
        boolean again = before != null && committed.equals(before.committed()) && now.end() == before.end();
        askedTimes = again ? askedTimes + 1 : 1;
        asked = now;
        return askedTimes <= MOST_ASKED ? (Long) position : null;
    }

    @Nullable
    PartitionReading last() {
        return last;
    }

    /** Takes note that there are no records between two offsets. */
    void empty(long from, long to) {
        emptyFrom = from;
        emptyTo = to;
    }
}
