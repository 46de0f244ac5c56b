package io.tillwatch.inventory;

import static io.tillwatch.inventory.OdooShelvesTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All watches and checks in the one topology that runs them. */
class WiringTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void each_watch_and_check_is_heard_in_the_topology(@TempDir Path stateDir) {
        TestClock clock = new TestClock(NOON);
        InventoryConfig config = InventoryConfig.of(clock.world(), FlowCatalogue.demo());
        try (Piped pipe = new Piped(InventoryTopology.build(config, took -> {}), clock, stateDir)) {
            // Given a short transfer, a count that is off, an order that ended and holds, Odoo that has other stock
            send(pipe, "e1", EventType.STOCK_TRANSFER_DISPATCHED, transfer(9));
            send(pipe, "e2", EventType.STOCK_TRANSFER_RECEIVED, transfer(7));
            send(pipe, "e3", EventType.STOCK_RECEIVED, new StockReceived("TEA", "store-7", Quantity.each(90), null));
            send(
                    pipe,
                    "e4",
                    EventType.STOCK_COUNTED,
                    new StockCounted("C1", "TEA", "store-7", Quantity.each(50), null));
            send(
                    pipe,
                    "e5",
                    EventType.STOCK_RESERVED,
                    new StockReserved("R1", "MUG", "store-7", Quantity.each(1), null, "O1", null));
            send(pipe, "e6", EventType.ORDER_CANCELLED, new OrderProgressed("O1", "web", null, List.of(), null));
            for (OdooDocument document : List.of(
                    row("product.product", 4, "'default_code': 'MUG'"),
                    row("stock.warehouse", 1, "'name': 'store-7'"),
                    row("stock.quant", 9, "'product_id': 4, 'warehouse_id': 1, 'quantity': 34.0"))) {
                pipe.tell(Topics.ODOO_DOCUMENTS, document.key(), document);
            }

            pipe.settle();

            // When
            pipe.advance(Duration.ofHours(25));
            pipe.settle();

            // Then
            assertThat(pipe.read(Topics.SIGNALS))
                    .extracting(Signal::detector)
                    .contains(
                            "inventory/transfer",
                            "inventory/count-variance",
                            "inventory/ended-order",
                            "inventory/stock-drift");
        }
    }

    private static StockTransferred transfer(long pieces) {
        return new StockTransferred("T1", "MUG", "dc-1", "store-7", Quantity.each(pieces));
    }

    private static void send(Piped pipe, String id, EventType type, Object body) {
        pipe.send(new Event<>(Envelope.of("/wms", id, type, id, NOON.atOffset(ZoneOffset.UTC)), body));
    }
}
