package io.tillwatch.simulator;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What is physically true at the world's end, from the clean set of events. Nothing in the product may read it.
 *
 * @param positions by {@code sku|location}
 * @param eventsPerFlow distinct valid events by flow id
 * @param distinctEvents distinct valid events in all
 * @param quarantined records that are no valid event: poison and changed re-deliveries
 * @param breaks planted differences between sales and Odoo's books
 */
public record Truth(
        Map<String, Position> positions,
        Map<String, Long> eventsPerFlow,
        long distinctEvents,
        long quarantined,
        List<PlantedBreak> breaks) {

    public Truth {
        positions = Map.copyOf(positions);
        eventsPerFlow = Map.copyOf(eventsPerFlow);
        breaks = List.copyOf(breaks);
    }

    /** The true position of a SKU at a location; amounts are normalized decimals. */
    public record Position(
            String sku,
            String location,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal inTransit,
            BigDecimal damaged,
            BigDecimal buffer,
            BigDecimal available) {}

    /**
     * A planted difference.
     *
     * @param sales the sales concerned
     * @param session the till session
     * @param odooSession its id in Odoo
     * @param amount by how much the books differ, signed: books less sales
     */
    public record PlantedBreak(BreakKind kind, List<Sale> sales, String session, long odooSession, Money amount) {
        public PlantedBreak {
            sales = List.copyOf(sales);
        }
    }

    /** A sale by both of its names. */
    public record Sale(String receipt, String uuid) {}
}
