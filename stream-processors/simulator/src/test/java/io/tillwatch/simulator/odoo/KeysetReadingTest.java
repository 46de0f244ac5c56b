package io.tillwatch.simulator.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads as a careful reader does: fixed windows of write_date with an overlap, pages by id, seen versions dropped. */
final class KeysetReadingTest {
    private static final int PAGE = 100;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    @Test
    void windows_with_overlap_give_every_version_of_every_row_once() {
        World world =
                World.plan(SimulatorConfig.demo(11).lasting(Duration.ofHours(2)).scaled(0.3));
        try (OdooStandIn odoo = OdooStandIn.start(0, OdooAccess.demo())) {
            OdooCalls calls = new OdooCalls(odoo);
            Map<Long, String> last = new HashMap<>();
            Set<String> versions = new HashSet<>();
            Instant from = world.config().worldStart();
            List<OdooAction> actions = world.odooActions();
            int next = 0;

            // Given: a reader that follows while the day is posted
            while (!from.isAfter(world.config().worldEnd())) {
                Instant to = from.plus(WINDOW);
                while (next < actions.size() && actions.get(next).at().isBefore(to)) {
                    OdooAction action = actions.get(next++);
                    if (!(action instanceof OdooAction.Throttled)) {
                        odoo.apply(action);
                    }
                }
                for (JsonNode row : window(calls, from.minus(OVERLAP), to)) {
                    String version =
                            row.path("id") + "@" + row.path("write_date").asText();
                    if (versions.add(version)) {
                        last.put(row.path("id").asLong(), row.path("state").asText());
                    }
                }
                from = to;
            }

            // When: the table is read as it is now
            Map<Long, String> now = new HashMap<>();
            calls.rows("pos.order", "[]", "state")
                    .forEach(row ->
                            now.put(row.path("id").asLong(), row.path("state").asText()));

            // Then
            assertThat(now).hasSizeGreaterThan(200).containsValue("done");
            assertThat(last).isEqualTo(now);
        }
    }

    @Test
    void datetimes_compare_by_whole_second_so_a_strict_comparison_skips_rows() {
        try (OdooStandIn odoo = OdooStandIn.start(0, OdooAccess.demo())) {
            OdooCalls calls = new OdooCalls(odoo);
            odoo.apply(Happenings.found());
            odoo.apply(new OdooAction.SessionOpened(
                    Happenings.at(10).plusMillis(700), 1, "late in the second", Happenings.SHOP + "/till-01"));

            assertThat(count(calls, ">", "2026-03-10 08:00:10")).isZero();
            assertThat(count(calls, ">=", "2026-03-10 08:00:10")).isOne();
            assertThat(count(calls, "<=", "2026-03-10 08:00:10")).isOne();
            assertThat(count(calls, "=", "2026-03-10T08:00:10")).isOne();
            assertThat(count(calls, "<", "2026-03-10 08:00:11")).isOne();
        }
    }

    private static long count(OdooCalls calls, String operator, String moment) {
        return calls.result(
                        "pos.session",
                        "search_count",
                        "{\"domain\":[[\"write_date\",\"" + operator + "\",\"" + moment + "\"]]}")
                .asLong();
    }

    private static Set<JsonNode> window(OdooCalls calls, Instant from, Instant to) {
        Set<JsonNode> rows = new HashSet<>();
        long after = 0;
        while (true) {
            JsonNode page = calls.result("pos.order", "search_read", """
                    {"domain":[["write_date",">=","%s"],["write_date","<","%s"],["id",">",%d]],
                    "fields":["state","write_date"],"order":"id","limit":%d,"load":""}""".formatted(text(from), text(to), after, PAGE));
            page.forEach(rows::add);
            if (page.size() < PAGE) {
                return rows;
            }
            after = page.get(page.size() - 1).path("id").asLong();
        }
    }

    private static String text(Instant moment) {
        return moment.toString().replace('T', ' ').substring(0, 19);
    }
}
