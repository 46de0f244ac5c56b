package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can keep. Refused before anything is noted: what is found out later, in the middle of a movement,
 * would stop every event behind it.
 */
final class Limits {
    private static final int MOST_DIGITS = 30;
    private static final int MOST_DECIMALS = 12;
    /** In minor units; sums of thousands of these still fit. */
    private static final long MOST_MONEY = 1_000_000_000_000_000L;

    /** Even at three bytes a character it fits into the codec's 64 KiB, and into a message. */
    private static final int LONGEST_TEXT = 1000;

    private Limits() {}

    /** @throws ContractViolation naming the field, when a movement is beyond what the ledger can keep */
    static void check(List<Movement> movements) {
        for (Movement movement : movements) {
            quantity(movement.quantity());
            key(movement.sku(), "sku");
            key(movement.location(), "location");
            ContractViolation.check(movement.location().indexOf('|') < 0, "location holds a bar");
            key(movement.source(), "source");
            key(movement.eventId(), "id");
            key(movement.document(), "document");
            text(movement.unit(), "quantity.unit");
            text(movement.order(), "order");
            Money value = movement.value();
            ContractViolation.check(
                    value == null || Math.abs(value.minor()) <= MOST_MONEY, "value is more than the ledger keeps");
            movement.cut().keySet().forEach(source -> text(source, "cut"));
        }
    }

    private static void quantity(BigDecimal amount) {
        ContractViolation.check(
                amount.precision() <= MOST_DIGITS && amount.scale() <= MOST_DECIMALS,
                "quantity has more digits than the ledger keeps");
    }

    /** The parts of a store's key are divided by NUL. */
    private static void key(@Nullable String part, String field) {
        text(part, field);
        if (part != null && part.indexOf('\u0000') >= 0) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, field + " holds a NUL");
        }
    }

    private static void text(@Nullable String text, String field) {
        // The words only when they are needed: a dozen texts are looked at for each event.
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, field + " is too long");
        }
    }
}
