package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.Amounts;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.contracts.watch.ReconciliationCase.Posting;
import io.tillwatch.contracts.watch.ReconciliationCase.ResidualPart;
import io.tillwatch.contracts.watch.ReconciliationCase.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A difference in the making; {@link #toCase} gives it its identity. Not thread-safe. */
final class Finding {
    private final Level level;
    private final BreakKind kind;
    private final String explanation;
    private final List<String> sales = new ArrayList<>();
    private final List<Long> sessions = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> identities = new ArrayList<>();
    private final List<ResidualPart> residual = new ArrayList<>();
    private final Map<String, String> facts = new TreeMap<>();
    private BreakClass breakClass = BreakClass.MISMATCHED;
    private Status status = Status.CONFIRMED;
    private @Nullable Amounts amounts;
    private String valueAtRisk = "0";
    private @Nullable String store;
    private @Nullable Instant since;

    Finding(Level level, BreakKind kind, String explanation) {
        this.level = level;
        this.kind = kind;
        this.explanation = explanation;
    }

    Finding sale(Sale sale) {
        sales.add(sale.id());
        identities.add(sale.identity());
        store = sale.store();
        since = since == null || sale.at().isBefore(since) ? sale.at() : since;
        return this;
    }

    /** What the pipeline knows that explains it. */
    Finding evidence(String told) {
        evidence.add(told);
        return this;
    }

    Finding session(PosSession session) {
        sessions.add(session.id());
        facts.put("session", session.name());
        return this;
    }

    Finding order(PosOrder order) {
        postings.add(new Posting("pos.order", order.id(), order.name()));
        return this;
    }

    Finding order(SaleOrder order) {
        postings.add(new Posting("sale.order", order.id(), order.name()));
        return this;
    }

    Finding entry(JournalEntry entry) {
        postings.add(new Posting("account.move", entry.id(), entry.name()));
        return this;
    }

    Finding expectedWhile(boolean notDue) {
        breakClass = notDue ? BreakClass.EXPECTED : BreakClass.MISMATCHED;
        return this;
    }

    Finding suggested() {
        status = Status.SUGGESTED;
        return this;
    }

    Finding store(@Nullable String name) {
        store = name;
        return this;
    }

    Finding since(@Nullable Instant moment) {
        since = moment;
        return this;
    }

    Finding fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    /** Both sides in one currency; null where a side has nothing. The residual is books less sales. */
    Finding amounts(@Nullable Money sale, @Nullable Money odoo) {
        Money known = sale != null ? sale : odoo;
        if (known == null) {
            return this;
        }
        Money zero = Money.zero(known.currency());
        Money difference = (odoo == null ? zero : odoo).minus(sale == null ? zero : sale);
        amounts = new Amounts(plain(sale), plain(odoo), String.valueOf(plain(difference)), known.currency());
        valueAtRisk = String.valueOf(plain(difference.abs()));
        return this;
    }

    /** Amounts of a difference that is none of money: all of the sale is at stake. */
    Finding atStake(Money amount) {
        valueAtRisk = String.valueOf(plain(amount.abs()));
        return this;
    }

    Finding part(String name, Money amount) {
        if (!amount.isZero()) {
            residual.add(new ResidualPart(name, String.valueOf(plain(amount))));
        }
        return this;
    }

    ReconciliationCase toCase() {
        postings.sort(Comparator.comparing(Posting::model).thenComparing(Posting::id));
        return new ReconciliationCase(
                id(),
                level,
                breakClass,
                kind,
                status,
                sales.stream().sorted().distinct().toList(),
                sessions.stream().sorted().distinct().toList(),
                List.copyOf(postings),
                amounts,
                List.copyOf(residual),
                explanation,
                Advice.action(kind),
                store,
                List.copyOf(evidence),
                valueAtRisk,
                Advice.audience(kind),
                true,
                since,
                null,
                Rules.VERSION,
                1,
                Map.copyOf(facts));
    }

    /** A hash over what it is and its sorted members: the order of input, a re-run or a restart does not change it. */
    private String id() {
        StringBuilder text = new StringBuilder("rules " + Rules.VERSION + '\n' + level + '\n' + kind);
        // Not what people call them: receipt numbers repeat from till to till.
        identities.stream()
                .sorted()
                .distinct()
                .forEach(sale -> text.append("\nsale ").append(sale));
        sessions.stream().sorted().forEach(session -> text.append("\nsession ").append(session));
        postings.forEach(
                posting -> text.append('\n').append(posting.model()).append(' ').append(posting.id()));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable String plain(@Nullable Money money) {
        return money == null ? null : money.toDecimal().toPlainString();
    }
}
