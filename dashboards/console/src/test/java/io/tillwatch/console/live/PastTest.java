package io.tillwatch.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PastTest {
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final List<Incident> all = new ArrayList<>();

    /** Ten that lasted 10, 20, ... 100 minutes; the expected figures are read off that list by hand. */
    @ParameterizedTest
    @CsvSource({"0, 10, 50, 90", "35, 7, 70, 100", "51, 5, 80, 100"})
    void the_forecast_counts_those_that_lasted_as_long(long lasted, int n, long median, long most) {
        for (int i = 1; i <= 10; i++) {
            all.add(over("p" + i, "web-orders", i * 10L, null));
        }

        PastView view = Past.of(open("now", "web-orders"), all, START.plus(Duration.ofMinutes(lasted)));

        assertThat(view.forecast()).isNotNull();
        assertThat(view.forecast().n()).isEqualTo(n);
        assertThat(view.forecast().medianMinutes()).isEqualTo(median);
        assertThat(view.forecast().mostMinutes()).isEqualTo(most);
        assertThat(view.forecast().medianAt()).isEqualTo(START.plus(Duration.ofMinutes(median)));
        assertThat(view.forecast().explanation()).startsWith("Of 10 earlier FLOW_LATE on web-orders, " + n + " lasted");
        assertThat(view.similar()).hasSize(5);
    }

    @Test
    void too_few_give_no_forecast_but_are_shown() {
        for (int i = 1; i <= 4; i++) {
            all.add(over("p" + i, "web-orders", i * 10L, "resolved"));
        }

        PastView view = Past.of(open("now", "web-orders"), all, START);

        assertThat(view.forecast()).isNull();
        assertThat(view.similar())
                .extracting(PastView.Earlier::ended)
                .hasSize(4)
                .containsOnly("resolved");
    }

    @Test
    void other_flows_help_out_and_false_alarms_and_parts_of_others_do_not_count() {
        for (int i = 1; i <= 5; i++) {
            all.add(over("p" + i, "refunds", 30, null));
            all.add(over("f" + i, "web-orders", 500, "false"));
            all.add(over("m" + i, "web-orders", 500, "merged into p1"));
        }

        PastView view = Past.of(open("now", "web-orders"), all, START);

        assertThat(view.forecast()).isNotNull();
        assertThat(view.forecast().mostMinutes()).isEqualTo(30);
        assertThat(view.forecast().explanation()).contains("on all flows");
    }

    @Test
    void what_is_over_has_no_forecast() {
        for (int i = 1; i <= 9; i++) {
            all.add(over("p" + i, "web-orders", 30, null));
        }

        assertThat(Past.of(all.get(0), all, START.plus(Duration.ofDays(1))).forecast())
                .isNull();
    }

    private static Incident open(String id, String flow) {
        return incident(id, flow, Incident.Status.OPEN, null, null);
    }

    private static Incident over(String id, String flow, long minutes, String verdict) {
        return incident(id, flow, Incident.Status.RESOLVED, START.plus(Duration.ofMinutes(minutes)), verdict);
    }

    private static Incident incident(String id, String flow, Incident.Status status, Instant end, String verdict) {
        return new Incident(
                id,
                1,
                IncidentKind.FLOW_LATE,
                "retailer",
                id,
                flow,
                status,
                2,
                5,
                List.of(),
                "late",
                START,
                START,
                START,
                START,
                end,
                1,
                null,
                0,
                List.of(flow),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                "commerce",
                "duty",
                "flow-late.md",
                "Look.",
                "",
                null,
                verdict,
                null);
    }
}
