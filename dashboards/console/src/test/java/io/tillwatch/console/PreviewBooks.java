package io.tillwatch.console;

import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.Amounts;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.contracts.watch.ReconciliationCase.Posting;
import io.tillwatch.contracts.watch.ReconciliationCase.ResidualPart;
import io.tillwatch.contracts.watch.ReconciliationCase.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up reconciliation cases, whose parts add up to their difference, and accounts that balance. */
final class PreviewBooks {
    private PreviewBooks() {}

    /**
     * @param parts {@code name=amount}; they must add up to in Odoo less sold
     */
    static ReconciliationCase found(
            String id,
            BreakKind kind,
            Level level,
            String store,
            int hours,
            @Nullable String sold,
            @Nullable String odoo,
            List<String> parts,
            String explanation,
            String action) {
        BigDecimal residual = number(odoo).subtract(number(sold));
        List<ResidualPart> named = parts.stream()
                .map(part -> part.split("=", 2))
                .map(part -> new ResidualPart(part[0], part[1]))
                .toList();
        BigDecimal sum = named.stream().map(part -> number(part.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(residual) != 0) {
            throw new IllegalArgumentException(id + ": parts make " + sum + ", the difference is " + residual);
        }
        boolean expected = kind == BreakKind.MISSING_IN_ODOO && hours < 24;
        return new ReconciliationCase(
                id,
                level,
                expected ? BreakClass.EXPECTED : BreakClass.MISMATCHED,
                kind,
                kind == BreakKind.ROUNDING || kind == BreakKind.WRONG_SESSION ? Status.SUGGESTED : Status.CONFIRMED,
                sold == null
                        ? List.of()
                        : List.of("R-" + store.substring(6) + "-1801", "R-" + store.substring(6) + "-1802"),
                List.of(1204L + hours),
                odoo == null
                        ? List.of()
                        : List.of(new Posting("account.move", 88_120L + hours, "POSS/2026/11/00" + (10 + hours % 80))),
                new Amounts(sold, odoo, residual.toPlainString(), "EUR"),
                named,
                explanation,
                action,
                store,
                List.of("till closed its session at 20:14", "import queue was throttled from 20:10 to 20:41"),
                residual.abs().toPlainString(),
                "finance",
                true,
                PreviewWorld.START.minus(Duration.ofHours(hours)),
                PreviewWorld.START.minusSeconds(60),
                "2026.11",
                2,
                Map.of("business_date", "2026-11-22", "journal", "POSS"));
    }

    static List<ReconciliationCase> all() {
        List<ReconciliationCase> cases = new ArrayList<>(List.of(
                found(
                        "case-01",
                        BreakKind.TENDER_MISMATCH,
                        Level.SESSION,
                        "store-012",
                        16,
                        "8412.30",
                        "7221.90",
                        List.of("missing card batch=-1194.50", "tax=4.08", "rounding=0.02"),
                        "Card payments of the session are short by one terminal batch",
                        "Ask the provider for batch 4471, then post the missing payment"),
                found(
                        "case-02",
                        BreakKind.ROUNDING,
                        Level.SESSION,
                        "store-031",
                        17,
                        "5120.05",
                        "5105.95",
                        List.of("rounding=-14.10"),
                        "Cash rounding was posted per line, not per receipt",
                        "Correct the rounding method of the till"),
                found(
                        "case-03",
                        BreakKind.DUPLICATE_ORDER,
                        Level.SALE,
                        "store-004",
                        44,
                        "89.90",
                        "179.80",
                        List.of("receipt R-004-1801 again=89.90"),
                        "The till sent the receipt twice with two uuids; Odoo holds both",
                        "Cancel the second order in Odoo"),
                found(
                        "case-04",
                        BreakKind.MISSING_IN_ODOO,
                        Level.SALE,
                        "store-019",
                        39,
                        "412.60",
                        null,
                        List.of("missing receipt R-019-1801=-262.70", "missing receipt R-019-1802=-149.90"),
                        "The store sold offline and its upload of Saturday is not complete",
                        "Let the till upload again, then import both receipts"),
                found(
                        "case-05",
                        BreakKind.TAX_MISMATCH,
                        Level.SESSION,
                        "store-022",
                        88,
                        "3990.00",
                        "3977.12",
                        List.of("tax=-12.88"),
                        "Twelve lines were posted with 6 % instead of 21 %",
                        "Correct the tax of product group books-and-cards"),
                found(
                        "case-06",
                        BreakKind.ORPHAN_POSTING,
                        Level.POSTING,
                        "store-008",
                        130,
                        null,
                        "240.00",
                        List.of("posting without a sale=240.00"),
                        "A manual entry in the till journal that no sale explains",
                        "Ask who posted POSS by hand and book it elsewhere"),
                found(
                        "case-07",
                        BreakKind.LATE_POSTING,
                        Level.SESSION,
                        "store-027",
                        192,
                        "6120.40",
                        "6120.40",
                        List.of(),
                        "The session of 15 November stands in the next period",
                        "Move the entry into its period before the books close"),
                found(
                        "case-08",
                        BreakKind.WRONG_SESSION,
                        Level.SALE,
                        "store-031",
                        21,
                        "54.00",
                        "0.00",
                        List.of("receipt R-031-1801 elsewhere=-54.00"),
                        "The receipt stands in the session before the one that sold it",
                        "Confirm the match, or refuse it")));
        for (int i = 0; i < 11; i++) {
            String amount = "12" + i % 10 + ".50";
            cases.add(found(
                    "case-2" + i,
                    BreakKind.MISSING_IN_ODOO,
                    Level.SALE,
                    "store-0" + (10 + i),
                    1 + i,
                    amount,
                    null,
                    List.of("not posted=-" + amount),
                    "Sold today; the session closes tonight",
                    "Nothing: due by tomorrow 13:00"));
        }
        return cases;
    }

    /** Accounts after {@code n} steps. */
    static List<AccountingSnapshot> accounts(int n, Instant at) {
        long more = n * 37L;
        return List.of(
                account("inventory", "retail.sales-0", "pos-sales", at, 610_902 + more, 1_304, 12, 113, 0),
                account("inventory", "retail.stock-0", "stock-feed", at, 202_990, 1_120, 0, 8, 0),
                account("inventory", "retail.orders-0", "web-orders", at, 120_004, 641, 0, 104, 181_023),
                account("flow-health", "integration.telemetry-0", "webhooks", at, 86_073, 37, 0, 0, 0));
    }

    private static AccountingSnapshot account(
            String component,
            String partition,
            String flow,
            Instant at,
            long applied,
            long duplicate,
            long late,
            long quarantined,
            long ignored) {
        return new AccountingSnapshot(
                component,
                partition,
                flow,
                applied + duplicate + late + quarantined + ignored,
                applied,
                duplicate,
                late,
                quarantined,
                ignored,
                at);
    }

    private static BigDecimal number(@Nullable String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
