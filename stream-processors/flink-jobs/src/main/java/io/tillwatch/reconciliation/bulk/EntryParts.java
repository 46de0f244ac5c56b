package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Agreement;
import io.tillwatch.reconciliation.Rules;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Looks into entries whose sums agree: they may still be spread otherwise over taxes and payment methods than their orders,
 * stand in another period, or be there twice. Where that may be, the session is to be read whole. Not thread-safe.
 */
final class EntryParts {
    private final Rules rules;
    private final Sums sums;
    private final Sessions sessions;
    private final Entries entries;
    private final OrderSums orders;
    private final LongIndex sessionOf = new LongIndex();
    private final LongIndex spreads = new LongIndex();
    private final BitSet untold = new BitSet();
    private final BitSet taxed = new BitSet();
    private int[] sessionAt = new int[64];
    private boolean[] taxAt = new boolean[64];
    private long[] leftAt = new long[64];

    EntryParts(Rules rules, Sums sums, Sessions sessions, Entries entries, OrderSums orders) {
        this.rules = rules;
        this.sums = sums;
        this.sessions = sessions;
        this.entries = entries;
        this.orders = orders;
        for (int session = 0; session < sessions.size(); session++) {
            if (sessions.entry(session) != 0) {
                sessionOf.alias(sessions.entry(session), session);
            }
        }
    }

    void mark() {
        for (int i = 0; i < sums.size(); i++) {
            take(i);
        }
        taxes();
        payments();
        for (int session = 0; session < sessions.size(); session++) {
            int entry = entries.find(sessions.entry(session));
            if (entry >= 0 && entries.isCopied(entry)) {
                sessions.readWhole(session);
            }
        }
    }

    private void take(int sum) {
        long part = sums.part(sum);
        switch (sums.what(sum)) {
            case Sums.SOLD_ON -> soldOn(sessions.find(sums.of(sum)), part);
            case Sums.PAID_BY -> ofOrders(sum, false, -1);
            case Sums.TAXED -> ofOrders(sum, true, 1);
            case Sums.OWED_BY -> {
                int session = sessions.find(sums.name(sum));
                if (session >= 0 && sessions.entry(session) == sums.of(sum)) {
                    spread(session, false, part, sums.amount(sum));
                }
            }
            case Sums.TAX_LINE -> {
                int session = sessionOf.find(sums.of(sum));
                if (session >= 0) {
                    spread(session, true, part, sums.amount(sum));
                }
            }
            case Sums.UNTOLD_TAX -> {
                int session = sessionOf.find(sums.of(sum));
                if (session >= 0) {
                    untold.set(session);
                }
            }
            default -> throw new IllegalArgumentException("no sum: " + sums.what(sum));
        }
    }

    /** The zone of the books may make it the day before or after. */
    private void soldOn(int session, long day) {
        int entry = session < 0 ? -1 : entries.find(sessions.entry(session));
        if (entry < 0 || !entries.isDated(entry)) {
            return;
        }
        LocalDate dated = LocalDate.ofEpochDay(entries.date(entry));
        for (long near = day - 1; near <= day + 1; near++) {
            if (Agreement.otherPeriod(LocalDate.ofEpochDay(near), dated, rules)) {
                sessions.readWhole(session);
            }
        }
    }

    private void ofOrders(int sum, boolean tax, int sign) {
        int session = sessions.find(sums.of(sum));
        if (session >= 0) {
            spread(session, tax, sums.part(sum), sign * sums.amount(sum));
            if (tax) {
                taxed.set(session);
            }
        }
    }

    private void spread(int session, boolean tax, long part, long millionths) {
        int at = spreads.add(Text.mix(Text.mix(part) + session * 2L + (tax ? 1 : 0)));
        if (at == sessionAt.length) {
            sessionAt = Arrays.copyOf(sessionAt, at * 2);
            taxAt = Arrays.copyOf(taxAt, at * 2);
            leftAt = Arrays.copyOf(leftAt, at * 2);
        }
        sessionAt[at] = session;
        taxAt[at] = tax;
        leftAt[at] = Math.addExact(leftAt[at], millionths);
    }

    private void taxes() {
        for (int i = 0; i < spreads.size(); i++) {
            int session = sessionAt[i];
            boolean judged = taxAt[i] && taxed.get(session) && !untold.get(session);
            if (judged
                    && !Agreement.entryTax(
                            leftAt[i] / sessions.unit(session, orders), sessions.orders(session, orders), rules)) {
                sessions.readWhole(session);
            }
        }
    }

    /** Only money that changed sides: methods that are settled one by one have lines of other names. */
    private void payments() {
        long[] sum = new long[sessions.size()];
        long[] most = new long[sessions.size()];
        int[] different = new int[sessions.size()];
        for (int i = 0; i < spreads.size(); i++) {
            if (!taxAt[i] && leftAt[i] != 0) {
                int session = sessionAt[i];
                sum[session] += leftAt[i];
                most[session] = Math.max(most[session], Math.abs(leftAt[i]));
                different[session]++;
            }
        }
        for (int session = 0; session < sum.length; session++) {
            boolean moved = different[session] > 1 && sum[session] == 0;
            if (moved && !Agreement.total(most[session] / sessions.unit(session, orders), rules)) {
                sessions.readWhole(session);
            }
        }
    }
}
