package io.tillwatch.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.tillwatch.console.ConsoleMeter;
import io.tillwatch.meters.Described;
import io.tillwatch.meters.TopologyMeter;
import java.util.List;
import java.util.stream.Stream;

/** The page of all meters, as they are described. */
final class MetricsPage {
    private MetricsPage() {}

    static List<Described> all() {
        return Stream.<Described>concat(Stream.of(TopologyMeter.values()), Stream.of(ConsoleMeter.values()))
                .toList();
    }

    /** The name as Prometheus has it, by Micrometer's own convention. */
    static String name(Described meter) {
        Meter.Type type = switch (meter.kind()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case TIMER -> Meter.Type.TIMER;
        };
        String name = new PrometheusNamingConvention().name(meter.meter(), type, meter.unit());
        return meter.kind() == Described.Kind.COUNTER && !name.endsWith("_total") ? name + "_total" : name;
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                `/metrics` of the console has these meters in the format of Prometheus, of all roles that run in the same process,
                beside those of the Java machine (`jvm_`). A timer is a histogram: `_bucket`, `_count`, `_sum`, and `_max` beside it.
                Labels take few values: flows of the catalogue, topics, groups; what stands in none counts as `other`.

                [Recording and alert rules](../dashboards/prometheus/README.md) for Prometheus build on them.

                | metric | kind | labels | role | meaning |
                |---|---|---|---|---|
                """);
        for (Described meter : all()) {
            page.append("| `")
                    .append(name(meter))
                    .append("` | ")
                    .append(meter.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .append(" | ")
                    .append(String.join(", ", meter.tags()))
                    .append(" | ")
                    .append(meter.role())
                    .append(" | ")
                    .append(meter.help())
                    .append(" |\n");
        }
        return page.append("""

                This page is written by the tests of `launcher/app` from the meters themselves:
                `mvn test -pl launcher/app -Dtest=MetricsTest -Dtillwatch.update=true`.
                """).toString();
    }
}
