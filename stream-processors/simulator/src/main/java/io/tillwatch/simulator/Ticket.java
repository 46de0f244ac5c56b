package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receipt or a return as the till rang it, and what became of it. */
final class Ticket {
    private final Instant at;
    private final List<SaleLine> lines;
    private final @Nullable Ticket original;
    private String receipt = "";
    private String uuid = "";
    private @Nullable Draft draft;
    private boolean voided;

    /** @param original the ticket that is returned; null for a sale */
    Ticket(Instant at, List<SaleLine> lines, @Nullable Ticket original) {
        this.at = at;
        this.lines = List.copyOf(lines);
        this.original = original;
    }

    void rung(String number, String identity, Draft event) {
        this.receipt = number;
        this.uuid = identity;
        this.draft = event;
    }

    void voidIt() {
        this.voided = true;
    }

    Instant at() {
        return at;
    }

    List<SaleLine> lines() {
        return lines;
    }

    @Nullable
    Ticket original() {
        return original;
    }

    String receipt() {
        return receipt;
    }

    String uuid() {
        return uuid;
    }

    @Nullable
    Draft draft() {
        return draft;
    }

    boolean voided() {
        return voided;
    }

    EventType type() {
        return original == null ? EventType.SALE_COMPLETED : EventType.RETURN_COMPLETED;
    }

    Money total() {
        return Basket.total(lines);
    }

    Money tax() {
        return Basket.tax(lines);
    }
}
