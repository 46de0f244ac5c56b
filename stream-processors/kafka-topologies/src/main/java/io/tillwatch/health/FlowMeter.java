package io.tillwatch.health;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.retail.RefundProgressed;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what passes by, flow by flow, until somebody takes the samples. One thread at a time. */
final class FlowMeter {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_FAILURE = 400;
    private static final int FIRST_SERVER_FAILURE = 500;
    private static final int LONGEST_NAME = 100;
    /** Objectives that are measured by what events say; the others by how late a flow's events are. */
    static final Set<String> MEASURED = Set.of(
            Promises.ACCEPTED,
            Promises.READY,
            Promises.CAPTURED,
            Promises.SETTLED,
            Postings.POSTED,
            FlowMeter.DELIVERED,
            FlowMeter.ANSWERED);

    /** A webhook that reached us at the first or the second attempt. */
    private static final String DELIVERED = "delivered";
    /** A call that was answered in time, whatever the answer. */
    private static final String ANSWERED = "api-p95";

    private static final int MOST_ATTEMPTS = 2;
    /** An event that took longer was kept somewhere, and says nothing of the usual pace. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final FlowCatalogue flows;
    private final Followed followed;
    private final Map<String, OpenSample> open = new TreeMap<>();

    FlowMeter(FlowCatalogue flows) {
        this(flows, Duration.ZERO);
    }

    /** @param patience for how long a sender or the broker may hang before what did not come counts as not done */
    FlowMeter(FlowCatalogue flows, Duration patience) {
        this(flows, Followed.untilTheEnd(flows, patience));
    }

    FlowMeter(FlowCatalogue flows, Followed followed) {
        this.flows = flows;
        this.followed = followed;
    }

    /**
     * Meters an event by its envelope alone.
     *
     * @param appended when it reached the log, world time
     * @param oursMillis from append to here, real milliseconds
     * @return whether it came within the flow's first objective
     */
    boolean passed(Envelope envelope, String flow, Instant appended, double oursMillis) {
        return open(flow).passed(envelope, appended, oursMillis);
    }

    /** What is begun here and must be finished in time. */
    Followed followed() {
        return followed;
    }

    private void objective(String flow, String slo, boolean kept, Instant at) {
        tally(flow, BurnRule.OBJECTIVE + slo, kept ? Tally.good(1) : Tally.bad("late", at));
    }

    /**
     * Takes an event as a sign of life of the place that it comes from.
     *
     * @param lane the partition in which it came; {@link Pulse#ALONE} where the others of the flow are unlike it
     */
    void lives(Envelope envelope, String flow, Instant appended, int lane) {
        String place = place(envelope.source());
        if (lane == Pulse.ALONE && !place.equals(envelope.source())) {
            // A shop is judged in the flow of its tills: its other events are few, and its heartbeats are not with
            // them.
            return;
        }
        boolean fresh = Math.abs(Span.millis(envelope.occurredAt(), appended)) <= FRESH.toMillis();
        boolean closed = envelope.type().equals(EventType.SESSION_CLOSED.typeName());
        Pulse pulse = Pulse.of(appended, closed, fresh, lane)
                .ahead(envelope.time().getOffset().getTotalSeconds());
        open(flow).pulses.merge(place, pulse, Pulse::plus);
    }

    /** {@code /pos/store-012/till-03} speaks for {@code store-012}; a source without such parts for itself. */
    static String place(String source) {
        // For every event: not by splitting.
        int second = source.indexOf('/', source.indexOf('/') + 1);
        int third = second < 1 ? -1 : source.indexOf('/', second + 1);
        return third > second + 1 ? source.substring(second + 1, third) : source;
    }

    /**
     * Meters what an event says of failure, presence and queues.
     *
     * @param appended when it reached the log: a source whose clock is ahead must not have the last word for a year
     */
    void said(Event<?> event, String flow, Instant appended) {
        Object data = event.data();
        Instant at = Span.past(event.envelope().occurredAt(), appended);
        if (data instanceof RefundProgressed refund) {
            String name = "refund:" + refund.provider();
            if (is(event, EventType.REFUND_SUCCEEDED)) {
                tally(flow, name, Tally.good(1));
            } else if (is(event, EventType.REFUND_FAILED)) {
                Tally failed = Tally.bad(code(refund.code()), at);
                tally(flow, name, failed.staking(refund.refund(), refund.amount(), refund.customer()));
            }
        } else if (data instanceof PaymentProgressed payment) {
            String name = "payment:" + payment.provider();
            if (is(event, EventType.PAYMENT_CAPTURED)) {
                tally(flow, name, Tally.good(1));
            } else if (is(event, EventType.PAYMENT_FAILED)) {
                Tally failed = Tally.bad(code(payment.code()), at);
                tally(flow, name, failed.staking(payment.payment(), payment.amount(), payment.order()));
            }
        } else if (data instanceof CallObserved call) {
            boolean throttled = call.status() == TOO_MANY_REQUESTS;
            tally(flow, "throttled:" + call.system(), throttled ? Tally.bad("429", at) : Tally.good(1));
            within(flow, ANSWERED)
                    .ifPresent(within -> objective(flow, ANSWERED, call.latencyMillis() <= within.toMillis(), at));
            if (!throttled) {
                boolean failed = call.status() >= FIRST_SERVER_FAILURE || call.status() == 0;
                String caller = call.caller() == null ? call.system() : call.caller();
                tally(
                        flow,
                        BurnRule.CALLS + caller,
                        failed ? Tally.bad(Integer.toString(call.status()), at) : Tally.good(1));
            }
        } else if (data instanceof WebhookAttempted attempt) {
            boolean failed = attempt.status() >= FIRST_FAILURE || attempt.status() == 0;
            Tally tally = failed ? Tally.bad(Integer.toString(attempt.status()), at) : Tally.good(1);
            tally(flow, "webhook:" + attempt.webhook(), tally);
            if ((!failed && attempt.attempt() <= MOST_ATTEMPTS) || (failed && attempt.attempt() == MOST_ATTEMPTS)) {
                within(flow, DELIVERED)
                        .ifPresent(within -> objective(
                                flow, DELIVERED, !failed && attempt.latencyMillis() <= within.toMillis(), at));
            }
        } else if (data instanceof ChangeRecorded change && change.expiresAt() != null) {
            Expiry expiry = new Expiry(change.change(), change.expiresAt(), at);
            open(flow).expiries.merge(change.target(), expiry, Expiry::then);
        } else if (data instanceof Heartbeat beat) {
            node(flow, "node:" + beat.node(), NodeReport.said(beat.online(), beat.backlog(), beat.oldest(), at));
        } else if (data instanceof QueueSampled queue) {
            node(flow, "queue:" + queue.queue(), NodeReport.said(true, queue.depth(), queue.oldest(), at));
        } else if (data instanceof CalendarAnnounced entry) {
            announced(entry);
        }
    }

    /** An entry for a flow concerns that one; one for a shop or for all concerns every flow that knows the shop. */
    private void announced(CalendarAnnounced entry) {
        KnownCause cause = new KnownCause(entry.kind(), entry.scope(), entry.from(), entry.to());
        for (Flow flow : flows.all()) {
            if (flow.id().equals(entry.scope()) || flows.find(entry.scope()).isEmpty()) {
                open(flow.id()).causes.put(entry.entry(), cause);
            }
        }
    }

    /** Meters a record that was put aside, and apart one that came again with other content. */
    void refused(QuarantinedRecord record, String flow) {
        Tally refused = Tally.bad(record.reason().name(), Instant.ofEpochMilli(record.timestamp()));
        tally(flow, FlowSample.QUARANTINE, from(refused, record, "ce_source"));
        if (record.reason() == ReasonCode.CONTENT_CONFLICT) {
            tally(flow, FlowSample.CONFLICT, from(refused, record, "ce_subject"));
        }
    }

    /** With what a header says, cut to what a person can read: it may be as damaged as the rest. */
    private static Tally from(Tally refused, QuarantinedRecord record, String header) {
        String encoded = record.headers().getOrDefault(header, "");
        String text;
        try {
            text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            text = "";
        }
        String plain = text.replaceAll("\\p{Cntrl}", "").strip();
        return plain.isEmpty() ? refused : refused.from(plain.substring(0, Math.min(LONGEST_NAME, plain.length())));
    }

    /** Takes note of an account: cumulative, so that the judge sees the change. */
    void counted(AccountingSnapshot account) {
        open(account.flow()).accounts.put(account.key(), new long[] {account.input(), account.duplicate()});
    }

    /** The samples since the last time, in the order of the flows' names. */
    List<FlowSample> take(Instant now) {
        followed.judge(now, this::objective);
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        List<FlowSample> samples = new ArrayList<>();
        open.forEach((flow, sample) -> samples.add(sample.taken(flow, minute)));
        open.clear();
        return samples;
    }

    private Optional<Duration> within(String flow, String slo) {
        return flows.find(flow)
                .flatMap(known -> known.slos().stream()
                        .filter(one -> one.name().equals(slo))
                        .map(Slo::within)
                        .findFirst());
    }

    private OpenSample open(String flow) {
        OpenSample known = open.get(flow);
        if (known == null) {
            known = new OpenSample(firstObjective(flow));
            open.put(flow, known);
        }
        return known;
    }

    /** Milliseconds; without an objective nothing is too late. */
    private double firstObjective(String flow) {
        return flows.find(flow)
                .flatMap(known -> known.slos().stream().findFirst())
                .map(slo -> (double) slo.within().toMillis())
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void tally(String flow, String name, Tally tally) {
        open(flow).tallies.merge(name, tally, Tally::plus);
    }

    private void node(String flow, String name, NodeReport report) {
        open(flow).nodes.merge(name, report, NodeReport::then);
    }

    private static boolean is(Event<?> event, EventType type) {
        return event.envelope().type().equals(type.typeName());
    }

    private static String code(@Nullable String code) {
        return code == null ? "unknown" : code;
    }
}
