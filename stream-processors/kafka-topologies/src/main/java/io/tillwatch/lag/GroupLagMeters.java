package io.tillwatch.lag;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tillwatch.meters.TopologyMeter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Shows each look at consumer groups as meters. A group that is gone has none: no figure stands for ever. Thread-safe. */
public final class GroupLagMeters implements Consumer<List<GroupLag>> {
    private final MultiGauge records;
    private final MultiGauge age;
    private final MultiGauge lost;
    private final MultiGauge status;

    public GroupLagMeters(MeterRegistry registry) {
        records = gauge(TopologyMeter.GROUP_LAG, registry);
        age = gauge(TopologyMeter.GROUP_AGE, registry);
        lost = gauge(TopologyMeter.GROUP_LOST, registry);
        status = gauge(TopologyMeter.GROUP_STATUS, registry);
    }

    private static MultiGauge gauge(TopologyMeter meter, MeterRegistry registry) {
        return MultiGauge.builder(meter.meter())
                .description(meter.help())
                .baseUnit(meter.unit())
                .register(registry);
    }

    @Override
    public synchronized void accept(List<GroupLag> lags) {
        show(records, lags, GroupLag::records);
        show(age, lags, lag -> lag.age().toMillis() / 1e3);
        show(lost, lags, GroupLag::lost);
        status.register(
                lags.stream()
                        .map(lag -> Row.of(tags(lag).and("status", lag.status().name()), 1))
                        .toList(),
                true);
    }

    private static void show(MultiGauge gauge, List<GroupLag> lags, ToDoubleFunction<GroupLag> figure) {
        gauge.register(
                lags.stream()
                        .map(lag -> Row.of(tags(lag), figure.applyAsDouble(lag)))
                        .toList(),
                true);
    }

    private static Tags tags(GroupLag lag) {
        return Tags.of("group", lag.group(), "topic", lag.topic());
    }
}
