package io.tillwatch.console;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.PeriodAttainment.Period;
import io.tillwatch.contracts.watch.SloAttainment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up health of the demo's flows: refunds stalled, Odoo slow, one marketplace silent, two stores offline. */
final class PreviewFlows {
    private final Random random;

    PreviewFlows(Random random) {
        this.random = random;
    }

    List<FlowHealth> at(Instant at, int minutesAgo) {
        return FlowCatalogue.demo().all().stream()
                .map(flow -> health(flow.id(), at, minutesAgo))
                .toList();
    }

    FlowHealth health(String flow, Instant at, int minutesAgo) {
        double wave = 1 + 0.2 * Math.sin(minutesAgo / 6.0) + 0.1 * random.nextDouble();
        return switch (flow) {
            case "pos-sales" ->
                flow(
                        flow,
                        at,
                        FlowStatus.DEGRADED_AS_DESIGNED,
                        "store-007 and store-019 sell offline by design for 3 h 12 min; 38 of 40 stores live",
                        1_200,
                        612 * wave,
                        640.0,
                        412,
                        .003,
                        .0001,
                        0,
                        List.of("store-007", "store-019"),
                        at.plusSeconds(1_500));
            case "web-orders" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "84 orders a minute, as expected",
                        800,
                        84 * wave,
                        82.0,
                        0,
                        .001,
                        0,
                        .002,
                        List.of(),
                        null);
            case "stock-feed" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "last update reached all channels 3.0 s ago",
                        3_000,
                        310 * wave,
                        300.0,
                        12,
                        .02,
                        0,
                        .001,
                        List.of(),
                        null);
            case "odoo-import" ->
                flow(
                        flow,
                        at,
                        FlowStatus.SLOW,
                        "4,120 events wait in the queue and it grows by 96 a minute: Odoo answers 429 to 31 % of calls",
                        392_000 - minutesAgo * 5_800L,
                        188 * wave,
                        260.0,
                        Math.max(0, 4_120 - minutesAgo * 96L),
                        .004,
                        .0002,
                        .31,
                        List.of("odoo"),
                        at.plusSeconds(360));
            case "refunds" ->
                flow(
                        flow,
                        at,
                        FlowStatus.STALLED,
                        "312 refunds wait, none settled for 8 min: provider code 05",
                        480_000,
                        0,
                        6.5,
                        minutesAgo > 8 ? 0 : 312 - minutesAgo * 36L,
                        0,
                        0,
                        .98,
                        List.of("psp"),
                        null);
            case "webhooks" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "99.7 % delivered at the first attempt",
                        450,
                        140 * wave,
                        138.0,
                        3,
                        .034,
                        .0004,
                        .003,
                        List.of(),
                        null);
            case "marketplace-orders-b" ->
                flow(
                        flow,
                        at,
                        FlowStatus.SILENT,
                        "no order for 41 min where 11 are expected: probability 0.00002",
                        0,
                        0,
                        0.27,
                        0,
                        0,
                        0,
                        0,
                        List.of("marketplace-b"),
                        null);
            case "catalogue-feed" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "last feed 5 h 12 min ago, all 4,114 products",
                        0,
                        0,
                        0.0,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        null);
            default ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "as expected",
                        900 + random.nextInt(900),
                        22 * wave,
                        24.0,
                        random.nextInt(3),
                        .001,
                        0,
                        .001,
                        List.of(),
                        null);
        };
    }

    private FlowHealth flow(
            String flow,
            Instant at,
            FlowStatus status,
            String reason,
            long head,
            double rate,
            Double expected,
            long backlog,
            double duplicates,
            double quarantine,
            double errors,
            List<String> affected,
            @Nullable Instant levelAt) {
        double jitter = 1 + 0.3 * random.nextDouble();
        return new FlowHealth(
                flow,
                at,
                status,
                reason,
                head,
                new LagQuantiles(1_000, 900 * jitter, 4_200 * jitter, 11_000),
                new LagQuantiles(1_000, 110 * jitter, 380 * jitter, 900),
                new LagQuantiles(1_000, 6 * jitter, 19 * jitter, 48),
                Math.max(0, backlog),
                rate,
                expected,
                duplicates,
                quarantine,
                errors,
                levelAt,
                affected,
                0.9991,
                0.9987,
                0.9989,
                0.71);
    }

    static List<SloAttainment> objectives() {
        List<SloAttainment> objectives = new ArrayList<>();
        int n = 0;
        for (Flow flow : FlowCatalogue.demo().all()) {
            for (var slo : flow.slos()) {
                boolean missed = flow.id().equals("refunds") || flow.id().equals("odoo-import");
                objectives.add(new SloAttainment(
                        flow.id(),
                        slo.name(),
                        PreviewWorld.START.minus(Duration.ofDays(30)),
                        PreviewWorld.START,
                        missed ? 96_100 : 99_960 - n * 3,
                        100_000,
                        slo.target(),
                        missed ? 14.2 : 0.4,
                        missed ? -0.21 : 0.71,
                        List.of(
                                new PeriodAttainment(
                                        Period.DAY, PreviewWorld.START.minus(Duration.ofHours(9)), 4_961, 5_000, 0.6),
                                new PeriodAttainment(
                                        Period.WEEK, PreviewWorld.START.minus(Duration.ofDays(6)), 34_830, 35_000, 0.7),
                                new PeriodAttainment(
                                        Period.MONTH,
                                        PreviewWorld.START.minus(Duration.ofDays(29)),
                                        missed ? 96_100 : 99_960 - n * 3,
                                        100_000,
                                        missed ? -0.21 : 0.71))));
            }
            n++;
        }
        return objectives;
    }
}
