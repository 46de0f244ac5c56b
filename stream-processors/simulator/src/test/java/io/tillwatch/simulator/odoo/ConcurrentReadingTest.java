package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ConcurrentReadingTest {
    private static final int SESSIONS = 60;

    @Test
    void a_reader_sees_whole_transactions_only() {
        try (OdooStandIn odoo = OdooStandIn.start(0, OdooAccess.demo())) {
            // Given: sessions that are posted while somebody reads
            OdooCalls calls = new OdooCalls(odoo);
            odoo.apply(Happenings.found());
            CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> post(odoo));

            // When
            int reads = 0;
            while (!posting.isDone() || reads == 0) {
                JsonNode lines = calls.rows("account.move.line", "[]", "move_id", "balance");

                // Then: no entry is half there
                double sum = 0;
                for (JsonNode line : lines) {
                    sum += line.path("balance").asDouble();
                }
                assertThat(Math.round(sum * 100)).isZero();
                reads++;
            }
            posting.join();
            assertThat(calls.result("pos.session", "search_count", "{\"domain\":[[\"state\",\"=\",\"closed\"]]}")
                            .asInt())
                    .isEqualTo(SESSIONS);
        }
    }

    private static void post(OdooStandIn odoo) {
        for (int id = 1; id <= SESSIONS; id++) {
            odoo.apply(Happenings.opened(id * 10, id));
            odoo.apply(Happenings.sale(
                    id * 10 + 1, id, "sale-" + id, "12.00", Happenings.line(Happenings.MUG, 2, "12.00")));
            odoo.apply(Happenings.closed(id * 10 + 2, id));
        }
    }
}
