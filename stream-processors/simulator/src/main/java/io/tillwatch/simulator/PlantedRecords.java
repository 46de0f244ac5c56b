package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records that trouble adds to the clean ones: re-deliveries, one of them changed, and poison. */
final class PlantedRecords {
    /** Beyond the longest delay that chaos may give the original. */
    private static final Duration BEHIND_THE_ORIGINAL = Chaos.LONGEST_DELAY.plusMinutes(6);

    private final SimulatorConfig config;
    private final List<Emission> emissions = new ArrayList<>();
    private @Nullable String changedOrder;
    private long redelivered;
    private long poisoned;

    PlantedRecords(SimulatorConfig config, FaultPlan plan, List<Draft> drafts) {
        this.config = config;
        Window storm = plan.window(FaultKind.DUPLICATE_WEBHOOKS);
        if (storm != null) {
            storm(storm, drafts);
        }
        Window poison = plan.window(FaultKind.POISON_RECORDS);
        if (poison != null) {
            poison(poison);
        }
    }

    List<Emission> emissions() {
        return emissions;
    }

    long quarantined() {
        return poisoned + (changedOrder == null ? 0 : 1);
    }

    long redelivered() {
        return redelivered;
    }

    long poisoned() {
        return poisoned;
    }

    @Nullable
    String changedOrder() {
        return changedOrder;
    }

    private void storm(Window window, List<Draft> drafts) {
        Dice dice = Dice.of(config.seed(), "webhook-storm");
        for (Draft draft : drafts) {
            if (!draft.flow().equals(Channel.WEB.flow())
                    || !draft.key().startsWith(Channel.WEB.prefix())
                    || !window.contains(draft.happened())) {
                continue;
            }
            Emission original = Emission.of(draft.append(), draft.event(), draft.key());
            int times = dice.between(1, 4);
            for (int i = 0; i < times; i++) {
                emissions.add(original.copyAt(draft.append().plusMillis(dice.between(1_500, 90_000))));
                redelivered++;
            }
            if (changedOrder == null && draft.event().data() instanceof OrderPlaced placed) {
                changedOrder = placed.order();
                Instant behind = draft.append().plus(BEHIND_THE_ORIGINAL);
                emissions.add(changed(draft, placed, behind.isAfter(config.worldEnd()) ? config.worldEnd() : behind));
            }
        }
    }

    /** The same identity with other content: the first one stays, this one is quarantined. */
    private static Emission changed(Draft draft, OrderPlaced placed, Instant at) {
        OrderPlaced other = new OrderPlaced(
                placed.order(),
                placed.channel(),
                placed.fulfilment(),
                placed.lines(),
                placed.total().plus(new Money(1_000, placed.total().currency())),
                placed.tax(),
                placed.customer(),
                placed.promisedBy());
        return Emission.raw(
                at,
                TopicNames.ORDERS,
                draft.key(),
                text(other),
                headers(draft.event().envelope()));
    }

    private void poison(Window window) {
        Dice dice = Dice.of(config.seed(), "poison");
        poisoned = dice.between(36, 54);
        for (int i = 0; i < poisoned; i++) {
            Instant at = dice.in(window);
            String sku = "9" + dice.between(1_000, 9_999);
            StockReceived body = new StockReceived(sku, Retailer.WAREHOUSE, Quantity.each(5), "bridge");
            Envelope envelope = Envelope.of(
                            "/integration/feed-bridge",
                            dice.uuid().toString(),
                            EventType.STOCK_RECEIVED,
                            sku,
                            at.atZone(Retailer.LONDON).toOffsetDateTime())
                    .recordedAt(at)
                    .inFlow("stock-feed");
            emissions.add(spoil(i % 5, at, sku, envelope, new Event<>(envelope, body)));
        }
    }

    private static Emission spoil(int how, Instant at, String sku, Envelope envelope, Event<?> event) {
        Map<String, String> headers = headers(envelope);
        String body = text(event.data());
        switch (how) {
            case 0 -> body = null;
            case 1 -> body = body.substring(0, body.length() / 2);
            case 2 -> body = body.replace("\"sku\":\"" + sku + "\",", "");
            case 3 -> headers.put("ce_type", "retail.stock.teleported.v1");
            default -> {
                headers.remove("ce_id");
                headers.remove("ce_time");
            }
        }
        return Emission.raw(at, TopicNames.STOCK, sku, body, headers);
    }

    private static String text(Object body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(Envelope envelope) {
        RecordHeaders headers = new RecordHeaders();
        EnvelopeHeaders.write(envelope, headers);
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
