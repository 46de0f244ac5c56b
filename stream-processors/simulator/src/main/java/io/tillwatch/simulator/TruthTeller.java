package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.HeldGoods;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockBufferSet;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.retail.StockTransferred;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells the final positions by brute force: the whole set of events is there, nothing arrives, so each rule is written
 * down as it is defined and evaluated once.
 */
final class TruthTeller {
    private final Instant worldEnd;
    private final Map<String, TrueShelf> shelves = new TreeMap<>();
    private final Map<String, Set<Instant>> captures = new HashMap<>();

    TruthTeller(Instant worldEnd) {
        this.worldEnd = worldEnd;
    }

    Truth tell(List<Draft> drafts, long quarantined, List<Truth.PlantedBreak> breaks) {
        Set<EventRef> voided = new HashSet<>();
        Map<String, Long> perFlow = new TreeMap<>();
        for (Draft draft : drafts) {
            perFlow.merge(draft.flow(), 1L, Long::sum);
            EventRef target = draft.event().envelope().corrects();
            if (target != null) {
                voided.add(target);
            }
        }
        for (Draft draft : drafts) {
            Event<?> event = draft.event();
            if (event.envelope().corrects() == null && !voided.contains(draft.ref())) {
                file(event, draft.type());
            }
        }
        Map<String, Truth.Position> positions = new TreeMap<>();
        shelves.forEach((key, shelf) -> positions.put(key, shelf.position(worldEnd, captures)));
        return new Truth(positions, perFlow, drafts.size(), quarantined, breaks);
    }

    private TrueShelf at(String sku, String location) {
        return shelves.computeIfAbsent(sku + "|" + location, key -> new TrueShelf(sku, location));
    }

    private void file(Event<?> event, EventType type) {
        Object data = event.data();
        if (data instanceof SaleCompleted sale) {
            for (SaleLine line : sale.lines()) {
                at(line.sku(), sale.location())
                        .moves(event, line.quantity().value().negate());
            }
        } else if (data instanceof ReturnCompleted back) {
            for (SaleLine line : back.lines()) {
                at(line.sku(), back.location()).comesBack(event, line.quantity().value(), line.restocked());
            }
        } else if (data instanceof OrderProgressed step) {
            order(event, type, step);
        } else if (data instanceof PaymentProgressed payment) {
            if (type == EventType.PAYMENT_CAPTURED) {
                for (HeldGoods held : payment.reservations()) {
                    captures.computeIfAbsent(held.reservation(), r -> new HashSet<>())
                            .add(event.envelope().occurredAt());
                }
            }
        } else {
            stock(event, type, data);
        }
    }

    private void order(Event<?> event, EventType type, OrderProgressed step) {
        for (OrderLine line : step.lines()) {
            String location = line.location();
            if (location == null) {
                continue;
            }
            TrueShelf shelf = at(line.sku(), location);
            BigDecimal pieces = line.quantity().value();
            if (type == EventType.ORDER_RETURNED) {
                shelf.comesBack(event, pieces, line.restocked());
            } else if (type == EventType.ORDER_SHIPPED || type == EventType.ORDER_COLLECTED) {
                shelf.moves(event, pieces.negate());
                String reservation = line.reservation();
                if (reservation != null) {
                    shelf.settles(reservation, pieces);
                }
            }
        }
    }

    private void stock(Event<?> event, EventType type, Object data) {
        if (data instanceof StockReceived in) {
            at(in.sku(), in.location()).moves(event, in.quantity().value());
        } else if (data instanceof StockAdjusted change) {
            at(change.sku(), change.location()).moves(event, change.quantity().value());
        } else if (data instanceof StockCounted count) {
            at(count.sku(), count.location()).counts(event, count);
        } else if (data instanceof StockReserved held) {
            at(held.sku(), held.location()).holds(held);
        } else if (data instanceof StockReservationSettled settled) {
            at(settled.sku(), settled.location())
                    .settles(settled.reservation(), settled.quantity().value());
        } else if (data instanceof StockBufferSet buffer) {
            at(buffer.sku(), buffer.location()).buffers(event, buffer.quantity().value());
        } else if (data instanceof StockTransferred transfer) {
            BigDecimal pieces = transfer.quantity().value();
            TrueShelf to = at(transfer.sku(), transfer.to());
            if (type == EventType.STOCK_TRANSFER_DISPATCHED) {
                at(transfer.sku(), transfer.from()).moves(event, pieces.negate());
                to.onTheWay(transfer.transfer(), pieces);
            } else {
                to.onTheWay(transfer.transfer(), pieces.negate());
                if (type == EventType.STOCK_TRANSFER_RECEIVED) {
                    to.moves(event, pieces);
                }
            }
        }
    }
}
