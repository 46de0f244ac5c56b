package io.tillwatch.health;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.state.KeptMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was begun and must be finished in the time of an objective: an order accepted, an order to collect ready, a
 * payment captured, a refund settled. Kept or broken is told once, as the event's own clock says; broken also when the
 * time passes and nothing comes, since what is forgotten sends no event. Remembers what it saw begin over restarts. One
 * thread at a time.
 */
final class Promises {
    static final String ACCEPTED = "accepted";
    static final String READY = "ready";
    static final String CAPTURED = "captured";
    static final String SETTLED = "settled";

    /** Some hundred bytes each; beyond that what begins is not followed. */
    private static final int MOST = 500_000;
    /** What was done in time may take that long to be heard of, and so long its end and its beginning may change places. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final String COLLECT = "click-and-collect";

    /** The flow that answers for orders to collect being ready; empty when none does. */
    private final String collecting;

    private final Map<String, List<Flow>> promising = new HashMap<>();
    private final KeptMap<Open> open;
    /** Keys by the minute in which their time is over. */
    private final TreeMap<Long, List<String>> due = new TreeMap<>();

    /**
     * What is followed.
     *
     * @param over told already: a copy that comes later must not begin it anew
     */
    record Open(String subject, String flow, String slo, Instant due, boolean over) {
        Open done() {
            return new Open(subject, flow, slo, due, true);
        }
    }

    /** Hears what became of a promise. */
    @FunctionalInterface
    interface Listener {
        void over(String flow, String slo, boolean kept, Instant at);
    }

    /** @param open what earlier runs began, and where it is kept */
    Promises(FlowCatalogue flows, KeptMap<Open> open) {
        this.open = open;
        open.values().forEach(this::enqueue);
        collecting = flows.all().stream()
                .filter(flow -> flow.steps().contains(READY))
                .map(Flow::id)
                .findFirst()
                .orElse("");
        for (Flow flow : flows.all()) {
            for (Slo slo : flow.slos()) {
                promising.computeIfAbsent(slo.name(), name -> new ArrayList<>()).add(flow);
            }
        }
    }

    /** @param event null where only the envelope was read */
    void see(Envelope envelope, @Nullable Event<?> event, String flow, EventType type, Listener listener) {
        String subject = envelope.subject();
        switch (type) {
            case ORDER_PLACED -> {
                begin(ACCEPTED, subject, flow, sent(envelope));
                if (event != null
                        && event.data() instanceof OrderPlaced placed
                        && placed.fulfilment().equals(COLLECT)) {
                    begin(READY, subject, collecting, envelope.occurredAt());
                }
            }
            case ORDER_ACCEPTED -> end(ACCEPTED, subject, envelope.occurredAt(), listener);
            case ORDER_READY -> end(READY, subject, envelope.occurredAt(), listener);
            case ORDER_CANCELLED -> {
                drop(ACCEPTED, subject, envelope.occurredAt());
                drop(READY, subject, envelope.occurredAt());
            }
            case PAYMENT_AUTHORIZED -> begin(CAPTURED, subject, flow, envelope.occurredAt());
            case PAYMENT_CAPTURED -> end(CAPTURED, subject, envelope.occurredAt(), listener);
            case PAYMENT_FAILED -> {
                drop(CAPTURED, subject, envelope.occurredAt());
                if (event != null && event.data() instanceof PaymentProgressed failed) {
                    // Nobody accepts what is not paid; often it is cancelled long after the time for that is over.
                    drop(ACCEPTED, failed.order(), envelope.occurredAt());
                    drop(READY, failed.order(), envelope.occurredAt());
                }
            }
            case REFUND_REQUESTED -> begin(SETTLED, subject, flow, envelope.occurredAt());
            case REFUND_SUCCEEDED -> end(SETTLED, subject, envelope.occurredAt(), listener);
            default -> {}
        }
    }

    /** Breaks what was not kept by now. */
    void expire(Instant now, Listener listener) {
        long minute = minute(now.minus(GRACE));
        while (!due.isEmpty() && due.firstKey() < minute) {
            for (String key : due.pollFirstEntry().getValue()) {
                Open one = open.get(key);
                open.remove(key);
                if (one != null && !one.over) {
                    listener.over(one.flow, one.slo, false, one.due);
                }
            }
        }
    }

    /** How many are followed now. */
    int size() {
        return open.size();
    }

    /** A channel that keeps an order back by design keeps it that long. */
    private static Instant sent(Envelope envelope) {
        Instant recorded = envelope.recordedTime();
        return recorded == null || recorded.isBefore(envelope.occurredAt()) ? envelope.occurredAt() : recorded;
    }

    private void begin(String slo, String subject, String flow, Instant at) {
        Duration within = promising.getOrDefault(slo, List.of()).stream()
                .filter(one -> one.id().equals(flow))
                .flatMap(one -> one.slos().stream())
                .filter(one -> one.name().equals(slo))
                .map(Slo::within)
                .findFirst()
                .orElse(null);
        if (within == null || open.size() >= MOST) {
            return;
        }
        follow(new Open(subject, flow, slo, at.plus(within), false));
    }

    private void follow(Open one) {
        String key = key(one.slo, one.subject);
        if (open.get(key) == null) {
            open.put(key, one);
            enqueue(one);
        }
    }

    private void enqueue(Open one) {
        due.computeIfAbsent(minute(one.due), minute -> new ArrayList<>()).add(key(one.slo, one.subject));
    }

    private void end(String slo, String subject, Instant at, Listener listener) {
        String key = key(slo, subject);
        Open one = open.get(key);
        if (one == null) {
            // Its beginning comes behind it, or came before we looked: either way it is not judged.
            if (open.size() < MOST) {
                follow(new Open(subject, "", slo, at, true));
            }
        } else if (!one.over) {
            open.put(key, one.done());
            listener.over(one.flow, slo, !at.isAfter(one.due), at);
        }
    }

    /** Not promised any more, whether its beginning was seen or is still to come. */
    private void drop(String slo, String subject, Instant at) {
        String key = key(slo, subject);
        Open one = open.get(key);
        if (one != null) {
            open.put(key, one.done());
        } else if (open.size() < MOST) {
            follow(new Open(subject, "", slo, at, true));
        }
    }

    private static String key(String slo, String subject) {
        return slo + "|" + subject;
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_MINUTE);
    }
}
