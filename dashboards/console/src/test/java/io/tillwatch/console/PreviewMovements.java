package io.tillwatch.console;

import static java.math.BigDecimal.ZERO;

import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Explanation.Change;
import io.tillwatch.inventory.Explanation.CountRow;
import io.tillwatch.inventory.Explanation.Row;
import io.tillwatch.inventory.Moment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Made-up movements that add up to a made-up position; one sale before the count reached the log after it. */
final class PreviewMovements {
    private static final String COUNT = "count-2026-11-21";

    private final StockPosition position;
    private final List<Row> rows = new ArrayList<>();
    private final BigDecimal counted;
    private final BigDecimal variance;
    private BigDecimal onHand = ZERO;

    PreviewMovements(StockPosition position) {
        this.position = position;
        counted = position.onHand().add(new BigDecimal(2));
        variance = counted.subtract(new BigDecimal(38));
        Instant at = position.lastEventAt();
        String till = "/pos/" + position.location() + "/till-02";
        shelf("/wms/dc-1", "w-77120", "retail.stock.received.v1", 40, at.minusSeconds(400_000), 2, "ASN-4471");
        shelf(till, "s-1801", "retail.sale.completed.v1", -2, at.minusSeconds(180_000), 60_000, "R-07-1801");
        add(
                "/stock/" + position.location(),
                "c-21",
                "retail.stock.counted.v1",
                "count",
                counted,
                at.minusSeconds(170_000),
                2,
                COUNT,
                "the count that holds",
                new Change(counted.subtract(onHand), ZERO, ZERO, ZERO, ZERO),
                null);
        shelf(till, "s-1866", "retail.sale.completed.v1", -1, at.minusSeconds(90_000), 2, "R-07-1866");
        bucket("reserved", "retail.stock.reserved.v1", position.reserved(), at.minusSeconds(9_000));
        bucket("in-transit", "retail.stock.transfer-dispatched.v1", position.inTransit(), at.minusSeconds(8_000));
        bucket("damaged", "retail.return.completed.v1", position.damaged(), at.minusSeconds(7_000));
        add(
                till,
                "s-1902",
                "retail.sale.completed.v1",
                "on-hand",
                BigDecimal.ONE.negate(),
                at.minusSeconds(4_000),
                2,
                "R-07-1902",
                "voided by a correction",
                new Change(ZERO, ZERO, ZERO, ZERO, ZERO),
                at.minusSeconds(3_000));
        shelf(till, "s-1911", "retail.sale.completed.v1", -1, at, 2, "R-07-1911");
    }

    private void bucket(String bucket, String type, BigDecimal quantity, Instant at) {
        if (quantity.signum() != 0) {
            Change change = new Change(
                    ZERO,
                    bucket.equals("reserved") ? quantity : ZERO,
                    bucket.equals("in-transit") ? quantity : ZERO,
                    bucket.equals("damaged") ? quantity : ZERO,
                    ZERO);
            add("/ecommerce/web", bucket + "-1", type, bucket, quantity, at, 2, "W-100482", "applied", change, null);
        }
    }

    private void shelf(String source, String id, String type, int quantity, Instant at, long late, String document) {
        BigDecimal amount = new BigDecimal(quantity);
        boolean covered = rows.size() < 2;
        add(
                source,
                id,
                type,
                "on-hand",
                amount,
                at,
                late,
                document,
                covered ? "covered by count " + COUNT : "applied",
                new Change(amount, ZERO, ZERO, ZERO, ZERO),
                null);
    }

    private void add(
            String source,
            String id,
            String type,
            String bucket,
            BigDecimal quantity,
            Instant at,
            long late,
            String document,
            String effect,
            Change change,
            @Nullable Instant voidedAt) {
        onHand = onHand.add(change.onHand());
        rows.add(new Row(
                source,
                id,
                1,
                type,
                bucket,
                quantity,
                at,
                at.plusSeconds(late),
                voidedAt,
                document,
                effect,
                change,
                onHand,
                effect.startsWith("covered") ? List.of(COUNT) : List.of()));
    }

    /** Those that belong to a moment; the made-up figures of other buckets stay as they are. */
    Optional<Explanation> at(Moment moment) {
        Instant asOf = moment.asOf();
        Instant knownAt = moment.knownAt();
        List<Row> then = rows.stream()
                .filter(row -> asOf == null || !row.occurredAt().isAfter(asOf))
                .filter(row -> knownAt == null || !row.arrivedAt().isAfter(knownAt))
                .toList();
        if (then.isEmpty()) {
            return Optional.empty();
        }
        List<CountRow> counts = then.stream()
                .filter(row -> row.bucket().equals("count"))
                .map(row -> new CountRow(COUNT, row.occurredAt(), counted, counted.subtract(variance), variance))
                .toList();
        return Optional.of(new Explanation(moment.isNow() ? position : then(then), then, counts));
    }

    private StockPosition then(List<Row> then) {
        BigDecimal shelf = then.get(then.size() - 1).onHandAfter();
        BigDecimal available = shelf.subtract(position.reserved()).subtract(position.buffer());
        return new StockPosition(
                position.sku(),
                position.location(),
                position.unit(),
                shelf,
                position.reserved(),
                position.inTransit(),
                position.damaged(),
                position.buffer(),
                available,
                available,
                null,
                position.variance(),
                position.unknownSku(),
                then.get(then.size() - 1).occurredAt(),
                then.get(then.size() - 1).arrivedAt(),
                then.size(),
                then.size());
    }
}
