package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.inventory.TransferWatch.Transfer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the state of a transfer into words. Reads the position's log: for what is told, not for each change. */
final class TransferSignal {
    private TransferSignal() {}

    /**
     * @param missing dispatched less received and written off; negative when more arrived than left
     * @param since when it left, or when something last arrived
     */
    static Signal of(
            LedgerStore store, Transfer transfer, BigDecimal sent, BigDecimal missing, Instant since, Instant now) {
        BigDecimal[] received = {BigDecimal.ZERO};
        Instant[] first = {since};
        store.movements(transfer.sku(), transfer.location(), movement -> {
            if (transfer.id().equals(movement.document()) && !movement.voided()) {
                if (movement.kind() == MovementKind.TRANSFER_RECEIVED) {
                    received[0] = received[0].add(movement.quantity());
                }
                if (movement.kind().concernsTransit() && movement.occurredAt().isBefore(first[0])) {
                    first[0] = movement.occurredAt();
                }
            }
        });
        List<String> senders = senders(store, transfer);
        String from = senders.isEmpty() ? "an unknown sender" : String.join(", ", senders);
        Signal.State state = missing.signum() == 0 ? Signal.State.RECOVERED : Signal.State.FIRING;
        Duration age = Duration.between(first[0], now);
        String subject = transfer.id() + "|" + transfer.sku();
        List<String> entities = new ArrayList<>(List.of(transfer.id(), transfer.sku(), transfer.location()));
        entities.addAll(senders);
        String unit = store.book(transfer.sku(), transfer.location()).unit();
        return new Signal(
                "transfer:" + subject + ":" + transfer.location() + ":" + plain(sent) + ":" + plain(missing) + ":"
                        + state,
                IncidentKind.TRANSFER_DISCREPANCY,
                Signal.DEFAULT_SCOPE,
                subject,
                "warehouse",
                "inventory/transfer",
                state,
                first[0],
                now,
                now,
                0.5,
                "Transfer " + transfer.id() + " of " + transfer.sku() + " from " + from + " to " + transfer.location()
                        + ": " + inWords(sent, received[0], missing, unit, age),
                missing.doubleValue(),
                0.0,
                state == Signal.State.RECOVERED || missing.signum() < 0
                        ? null
                        : Worth.of(store, transfer.sku(), transfer.location(), missing),
                0,
                entities,
                Map.of(
                        "transfer", transfer.id(),
                        "from", from,
                        "to", transfer.location(),
                        "dispatched", plain(sent),
                        "received", plain(received[0]),
                        "missing", plain(missing),
                        "ageMinutes", Long.toString(age.toMinutes())),
                null,
                null);
    }

    private static String inWords(BigDecimal sent, BigDecimal received, BigDecimal missing, String unit, Duration age) {
        String old = " for " + inWords(age);
        if (missing.signum() == 0) {
            return "all " + plain(sent) + " " + unit + " are accounted for.";
        }
        if (sent.signum() == 0) {
            return plain(received) + " " + unit + " arrived, but nothing is known to have left" + old + ".";
        }
        if (missing.signum() < 0) {
            return plain(missing.negate()) + " " + unit + " more arrived than the " + plain(sent) + " that left.";
        }
        if (received.signum() == 0) {
            return plain(missing) + " " + unit + " left and none arrived" + old + ".";
        }
        return plain(sent) + " " + unit + " left, " + plain(received) + " arrived, " + plain(missing) + " are missing"
                + old + ".";
    }

    /** Where it left from stands at the sender's position of the same SKU. */
    private static List<String> senders(LedgerStore store, Transfer transfer) {
        List<String> locations = new ArrayList<>();
        store.positionsOf(transfer.sku(), (location, book) -> locations.add(location));
        return locations.stream()
                .filter(location -> sent(store, transfer, location))
                .sorted()
                .toList();
    }

    private static boolean sent(LedgerStore store, Transfer transfer, String location) {
        boolean[] found = {false};
        store.movements(transfer.sku(), location, movement -> {
            if (movement.kind() == MovementKind.DISPATCHED
                    && transfer.id().equals(movement.document())
                    && !movement.voided()) {
                found[0] = true;
            }
        });
        return found[0];
    }

    private static String inWords(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " hours" : age.toMinutes() + " min";
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
