package io.tillwatch.reconciliation.bulk;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Entries and what their lines come to, by the entry's id, in plain arrays. Lines may come first. Not thread-safe. */
final class Entries {
    private static final byte PLAIN = 1;
    private static final byte REVERSED = 2;
    private static final byte CASH_ROUNDING = 4;

    private final LongIndex ids = new LongIndex();
    /** What entries without any reference say. */
    private final LongIndex said = new LongIndex();
    /** How many entries refer to a name. */
    private final LongIndex references = new LongIndex();

    private int[] referring = new int[1024];
    private byte[] flags = new byte[1024];
    private long[] names = new long[1024];
    private long[] grosses = new long[1024];
    private long[] taxes = new long[1024];
    private long[] differences = new long[1024];
    private long[] dates = new long[1024];
    private long[] says = new long[1024];
    private long[] entryIds = new long[1024];
    private final LongIndex keyless = new LongIndex();
    private int rows;

    void entry(byte[] block, int at) {
        int entry = known(PackedRow.getLong(block, at + PackedRow.ID));
        boolean plain = (PackedRow.getInt(block, at + PackedRow.CODES) & PackedRow.PLAIN_POSTING) != 0;
        flags[entry] |= plain ? PLAIN : 0;
        long name = PackedRow.getLong(block, at + PackedRow.NAME);
        names[entry] = name;
        dates[entry] = PackedRow.getLong(block, at + PackedRow.DATED);
        if (plain && name == 0) {
            // A copy of an entry loses what it refers to.
            keyless.add(entry);
        }
        if (name != 0) {
            int reference = references.add(name);
            if (reference == referring.length) {
                referring = Arrays.copyOf(referring, reference * 2);
            }
            referring[reference]++;
        }
        long reverses = PackedRow.getLong(block, at + PackedRow.REVERSES);
        if (reverses != 0) {
            int reversed = known(reverses);
            flags[reversed] |= REVERSED;
        }
        rows++;
    }

    void line(byte[] block, int at) {
        int kind = PackedRow.getInt(block, at + PackedRow.CODES);
        int entry = known(PackedRow.getLong(block, at + PackedRow.ID));
        long balance = PackedRow.getLong(block, at + PackedRow.BALANCE);
        says[entry] += PackedRow.getLong(block, at + PackedRow.SAYS);
        if ((kind & (PackedRow.TAX_LINE | PackedRow.INCOME_LINE)) != 0) {
            grosses[entry] = Math.subtractExact(grosses[entry], balance);
        }
        if ((kind & PackedRow.TAX_LINE) != 0) {
            taxes[entry] = Math.subtractExact(taxes[entry], balance);
        }
        if ((kind & PackedRow.CLOSING_LINE) != 0) {
            differences[entry] = Math.addExact(differences[entry], balance);
        }
        if ((kind & PackedRow.ROUNDING_LINE) != 0) {
            flags[entry] |= CASH_ROUNDING;
        }
    }

    private int known(long id) {
        int at = ids.add(id);
        if (at == flags.length) {
            flags = Arrays.copyOf(flags, at * 2);
            names = Arrays.copyOf(names, at * 2);
            grosses = Arrays.copyOf(grosses, at * 2);
            taxes = Arrays.copyOf(taxes, at * 2);
            differences = Arrays.copyOf(differences, at * 2);
            dates = Arrays.copyOf(dates, at * 2);
            says = Arrays.copyOf(says, at * 2);
            entryIds = Arrays.copyOf(entryIds, at * 2);
        }
        entryIds[at] = id;
        return at;
    }

    int find(long id) {
        return id == 0 ? -1 : ids.find(id);
    }

    /** Whether this entry, and no other, posts the session of that name. */
    boolean postsAlone(int entry, long name) {
        int reference = references.find(name);
        return (flags[entry] & (PLAIN | REVERSED)) == PLAIN
                && names[entry] == name
                && reference >= 0
                && referring[reference] == 1;
    }

    boolean isDated(int entry) {
        return dates[entry] != PackedRow.UNKNOWN && dates[entry] != 0;
    }

    /** Days since 1970. */
    long date(int entry) {
        return dates[entry];
    }

    /** When all lines are there: which entries an entry without any reference repeats line by line. */
    void settle() {
        for (int entry = 0; entry < ids.size(); entry++) {
            if (keyless.find(entry) >= 0 && says[entry] != 0) {
                said.add(says[entry]);
            }
        }
    }

    boolean isCopied(int entry) {
        return keyless.find(entry) < 0 && said.find(says[entry]) >= 0;
    }

    /** Ids of entries without any reference that repeat one of these. */
    Set<Long> copiesOf(Collection<Long> originals) {
        Set<Long> wanted = new HashSet<>();
        originals.stream().filter(id -> find(id) >= 0).forEach(id -> wanted.add(says[find(id)]));
        Set<Long> copies = new HashSet<>();
        for (int entry = 0; entry < ids.size(); entry++) {
            if (keyless.find(entry) >= 0 && wanted.contains(says[entry])) {
                copies.add(entryIds[entry]);
            }
        }
        return copies;
    }

    /** Tax included, in millionths. */
    long gross(int entry) {
        return grosses[entry];
    }

    /** In millionths. */
    long tax(int entry) {
        return taxes[entry];
    }

    /** Sum of the lines of closing difference, in millionths. */
    long closingDifference(int entry) {
        return differences[entry];
    }

    boolean cashRounding(int entry) {
        return (flags[entry] & CASH_ROUNDING) != 0;
    }

    int rows() {
        return rows;
    }
}
