package io.tillwatch.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes again what a store holds, a little at each commit, so that the chunks before it may leave the changelog. Each
 * chunk has a name of its own, so compaction would keep what was overwritten or deleted for ever: this is how the cleaner
 * of a log-structured file system works (Rosenblum and Ousterhout, 1992). On its way it drops what needs not be kept.
 *
 * <p>A round begins when half of the changelog counts no more, or when it is asked for. How far it is stands in the store
 * itself, so that it goes on after a restart. One thread at a time.
 */
final class Sweep {
    /** Where it stands how far the round is. */
    private static final byte[] CURSOR = {2};
    /** Keys before these are the store's own. */
    private static final Bytes FIRST = Bytes.wrap(new byte[] {3});

    private static final byte[] LAST = {(byte) 0xff};
    private static final Bytes AT_END = Bytes.wrap(new byte[0]);
    private static final int LEAST_AT_A_TIME = 1_000;

    private final PackedDatabase database;
    private final Numbers numbers;
    private final Target target;
    private final long spared;
    private Retention retention = Retention.ALL;
    private boolean wanted;

    private boolean known;
    private @Nullable Round round;
    private long entriesBefore;

    /** What the store does on its behalf. */
    interface Target {
        void put(byte[] key, byte[] value);

        void delete(byte[] key);

        /** These chunks count no more. */
        void leave(long from, long before);
    }

    /**
     * @param from chunks before this one are written again
     * @param entries in these
     * @param next where to go on; empty when all is written again
     */
    private record Round(long from, long entries, Bytes next) {
        byte[] encoded() {
            return ByteBuffer.allocate(2 * Long.BYTES + next.get().length)
                    .putLong(from)
                    .putLong(entries)
                    .put(next.get())
                    .array();
        }

        static Round decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Round(
                    in.getLong(), in.getLong(), Bytes.wrap(Arrays.copyOfRange(bytes, 2 * Long.BYTES, bytes.length)));
        }
    }

    /** @param spared a changelog with fewer entries is not worth a round */
    Sweep(PackedDatabase database, Numbers numbers, Target target, long spared) {
        this.database = database;
        this.numbers = numbers;
        this.target = target;
        this.spared = spared;
    }

    void keeping(Retention other) {
        retention = other;
    }

    /** Asks for a round, whatever the changelog holds. */
    void want() {
        wanted = true;
    }

    /** What it wrote since the last chunk is lost, or the store was filled anew: it looks where it really is. */
    void forget() {
        known = false;
    }

    /** Goes a step on. All that was written must be in the database, and nothing may wait to be. */
    void step() {
        if (!known) {
            byte[] bytes = database.get(CURSOR);
            round = bytes == null ? null : Round.decode(bytes);
            entriesBefore = numbers.entries;
            known = true;
        }
        if (round == null && (wanted || mostlyGarbage())) {
            wanted = false;
            round = new Round(numbers.chunks + 1, numbers.entries, FIRST);
            database.renewSeen();
        }
        if (round == null) {
            entriesBefore = numbers.entries;
            return;
        }
        long entries = numbers.entries;
        if (round.next().equals(AT_END)) {
            end(round);
            return;
        }
        int swept = advance(round, Math.max(LEAST_AT_A_TIME, (entries - entriesBefore) / 2));
        // Half of what others wrote, not of what this wrote itself.
        entriesBefore = entries + swept;
    }

    /** RocksDB counts a key that was overwritten again and again until its memtable goes to a file: then a round is late. */
    private boolean mostlyGarbage() {
        return numbers.entries > spared && numbers.entries / 2 > database.estimatedKeys();
    }

    private int advance(Round now, long most) {
        List<byte[][]> read = new ArrayList<>();
        Bytes[] next = {AT_END};
        database.scan(now.next().get(), LAST, (key, value) -> {
            if (read.size() >= most) {
                next[0] = Bytes.wrap(key);
                return false;
            }
            return read.add(new byte[][] {key, value});
        });
        for (byte[][] entry : read) {
            if (retention.keeps(entry[0], entry[1])) {
                target.put(entry[0], entry[1]);
            } else {
                target.delete(entry[0]);
            }
        }
        round = new Round(now.from(), now.entries(), next[0]);
        target.put(CURSOR, round.encoded());
        return read.size();
    }

    /** Only now, when the last of what was written again is on its way to the log: a crash in between must lose nothing. */
    private void end(Round done) {
        target.leave(numbers.oldest, done.from());
        numbers.oldest = done.from();
        numbers.entries -= done.entries();
        database.takeRenewedSeen();
        target.delete(CURSOR);
        round = null;
    }
}
