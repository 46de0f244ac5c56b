package io.tillwatch.audit;

import io.tillwatch.contracts.watch.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what was done to a chain.
 *
 * <p>A chain alone cannot show that its end was cut off, or that somebody wrote all of it anew; an {@link Anchor} that was
 * kept elsewhere can.
 *
 * @param entries how many were read
 * @param last the last entry of the chain; null when there is none
 * @param findings what is wrong, in the order of numbers; empty when nothing is
 */
public record AuditVerification(long entries, @Nullable AuditEntry last, List<Finding> findings) {

    /** What was done. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED,
        REORDERED,
        /** The anchor's entry is another one now, or gone. */
        REWRITTEN
    }

    /** @param number of the entry it was done to */
    public record Finding(Kind kind, long number, String what) {}

    /** An entry's number and hash, kept where nobody who can write the chain can write. */
    public record Anchor(long number, String hash) {}

    /** @param entries in the order in which they are stored */
    public static AuditVerification of(List<AuditEntry> entries, @Nullable Anchor anchor) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, List<AuditEntry>> byNumber = new TreeMap<>();
        long highest = 0;
        for (AuditEntry entry : entries) {
            boolean repeated = byNumber.containsKey(entry.number());
            byNumber.computeIfAbsent(entry.number(), n -> new ArrayList<>()).add(entry);
            if (entry.number() < highest && !repeated) {
                findings.add(new Finding(
                        Kind.REORDERED, entry.number(), "stands behind entry " + highest + ", which is younger"));
            }
            highest = Math.max(highest, entry.number());
        }
        List<AuditEntry> chain = new ArrayList<>();
        byNumber.forEach((number, same) -> chain.add(genuine(same, byNumber.get(number + 1), findings)));
        walk(chain, findings);
        anchored(byNumber, anchor, findings);
        findings.sort(java.util.Comparator.comparingLong(Finding::number));
        return new AuditVerification(
                entries.size(), chain.isEmpty() ? null : chain.get(chain.size() - 1), List.copyOf(findings));
    }

    /** Of several entries with one number, that to which the next one links; the others were put in. */
    private static AuditEntry genuine(List<AuditEntry> same, @Nullable List<AuditEntry> next, List<Finding> findings) {
        int genuine = 0;
        for (int i = 0; i < same.size() && next != null; i++) {
            if (next.get(0).previous().equals(same.get(i).hash())) {
                genuine = i;
                break;
            }
        }
        for (int i = 0; i < same.size(); i++) {
            if (i != genuine) {
                AuditEntry one = same.get(i);
                findings.add(new Finding(
                        Kind.INSERTED,
                        one.number(),
                        "a second entry has its number: " + one.action() + " by " + one.actor()));
            }
        }
        return same.get(genuine);
    }

    private static void walk(List<AuditEntry> chain, List<Finding> findings) {
        long expected = 1;
        String previous = "";
        for (AuditEntry entry : chain) {
            if (entry.number() < 1) {
                findings.add(new Finding(Kind.INSERTED, entry.number(), "no entry has such a number"));
                continue;
            }
            boolean gap = entry.number() > expected;
            if (gap) {
                long last = entry.number() - 1;
                findings.add(new Finding(
                        Kind.REMOVED,
                        expected,
                        last == expected ? "is missing" : "is missing, and all up to " + last + " with it"));
            }
            if (!AuditHash.of(entry).equals(entry.hash())) {
                findings.add(new Finding(Kind.CHANGED, entry.number(), "its content does not have its hash"));
            } else if (!gap && !entry.previous().equals(previous)) {
                findings.add(new Finding(
                        Kind.CHANGED,
                        Math.max(1, entry.number() - 1),
                        "entry " + entry.number() + " was written behind another one"));
            }
            expected = entry.number() + 1;
            previous = entry.hash();
        }
    }

    private static void anchored(
            Map<Long, List<AuditEntry>> byNumber, @Nullable Anchor anchor, List<Finding> findings) {
        if (anchor == null) {
            return;
        }
        List<AuditEntry> there = byNumber.getOrDefault(anchor.number(), List.of());
        if (there.isEmpty()) {
            findings.add(new Finding(Kind.REMOVED, anchor.number(), "the anchor's entry is not there"));
        } else if (there.stream().noneMatch(one -> one.hash().equals(anchor.hash()))) {
            findings.add(new Finding(Kind.REWRITTEN, anchor.number(), "it has another hash than the anchor"));
        }
    }
}
