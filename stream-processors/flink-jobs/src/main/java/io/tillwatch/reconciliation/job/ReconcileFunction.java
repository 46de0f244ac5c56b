package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.odoo.KeyEnd;
import io.tillwatch.reconciliation.Reconciler;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.Sale;
import io.tillwatch.reconciliation.Trace;
import io.tillwatch.reconciliation.job.Fact.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link Reconciler} with the facts of one company. State is the facts themselves, the last word on each case
 * and the accounts: after a restart the reconciler is built again from the facts, and goes on as if nothing had been.
 */
final class ReconcileFunction extends KeyedProcessFunction<String, Fact, Output> implements CheckpointedFunction {
    /** Key of a reading before which Odoo could not be read for a while. */
    static final String AFTER_TROUBLE = "after trouble";

    private static final long SETTLE_MS = 1_000;
    private static final Duration LOOK_FOR_OLD_EVERY = Duration.ofDays(1);
    /** So many horizons after it was first seen, an event that comes again is old enough to be told by its age. */
    private static final int REMEMBERED_HORIZONS = 3;

    private final Rules rules;

    private transient @Nullable Reconciler reconciler;
    private transient @Nullable Instant lastReading;
    private transient @Nullable Instant lookedForOld;
    private transient boolean readingUnderWay;
    private transient boolean toldSinceJudged;
    /** Null until the first fact: there is no state of nobody. */
    private transient @Nullable JobAccounts accounts;

    private transient boolean settling;

    @SuppressWarnings("NullAway.Init") // set in open(), before any fact
    private transient MapState<String, String> facts;

    @SuppressWarnings("NullAway.Init") // as above
    private transient MapState<String, Long> events;

    @SuppressWarnings("NullAway.Init") // as above
    private transient MapState<String, String> cases;

    @SuppressWarnings("NullAway.Init") // as above
    private transient MapState<String, String> traces;

    @SuppressWarnings("NullAway.Init") // as above
    private transient MapState<String, String> keptAccounts;

    ReconcileFunction(Rules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        facts = texts("facts");
        events = getRuntimeContext().getMapState(seen());
        cases = texts("cases");
        traces = texts("traces");
        keptAccounts = texts("accounts");
    }

    private MapStateDescriptor<String, Long> seen() {
        MapStateDescriptor<String, Long> seen = new MapStateDescriptor<>("seen", Types.STRING, Types.LONG);
        Duration remembered = rules.horizon().tills().multipliedBy(REMEMBERED_HORIZONS);
        seen.enableTimeToLive(StateTtlConfig.newBuilder(remembered).build());
        return seen;
    }

    private MapState<String, String> texts(String name) {
        return getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(name, StringSerializer.INSTANCE, TextSerializer.INSTANCE));
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Output> out) throws Exception {
        Reconciler current = reconciler == null ? resume() : reconciler;
        reconciler = current;
        JobAccounts counting = accounts == null ? new JobAccounts(keptAccounts) : accounts;
        accounts = counting;
        counting.count(fact, take(fact, current));
        if (!settling) {
            settling = true;
            context.timerService()
                    .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + SETTLE_MS);
        }
        if (fact.kind() == Kind.READING_COMPLETE) {
            Instant readTo = Instant.parse(String.valueOf(fact.content()));
            if (fact.key().equals(AFTER_TROUBLE) && lastReading != null) {
                current.unreadable(lastReading, readTo);
                facts.put(Kind.UNREADABLE + " " + lastReading, readTo.toString());
            }
            lastReading = readTo;
            readingUnderWay = false;
            facts.put(Kind.READING_COMPLETE + " ", readTo.toString());
            judge(readTo, current, out);
            forget(readTo, current);
        } else if (fact.kind() == Kind.DOCUMENT) {
            readingUnderWay = true;
        } else if (fact.kind() == Kind.KEY_ENDS) {
            byte[] json = String.valueOf(fact.content()).getBytes(StandardCharsets.UTF_8);
            Instant at = Instant.ofEpochMilli(fact.timestamp());
            out.collect(Output.of(Json.read(json, KeyEnd.class).event(at), fact.key(), at));
        } else if (fact.kind() != Kind.TRACE) {
            toldSinceJudged = true;
        }
    }

    private Outcome take(Fact fact, Reconciler into) throws Exception {
        if (fact.kind() == Kind.REFUSED) {
            return Outcome.QUARANTINED;
        }
        if (!fact.event().isEmpty()) {
            Long known = events.get(fact.event());
            if (known != null) {
                return known == fact.checksum() ? Outcome.DUPLICATE : Outcome.QUARANTINED;
            }
            events.put(fact.event(), fact.checksum());
        }
        if (fact.kind() == Kind.UNUSED) {
            return Outcome.IGNORED;
        }
        if (fact.kind() == Kind.READING_COMPLETE || fact.kind() == Kind.KEY_ENDS) {
            return Outcome.APPLIED;
        }
        if (fact.kind() == Kind.TRACE) {
            byte[] json = String.valueOf(fact.content()).getBytes(StandardCharsets.UTF_8);
            toldSinceJudged |= into.trace(Json.read(json, Trace.class), new StateOfTraces(traces));
            return Outcome.APPLIED;
        }
        Taken taken;
        try {
            taken = tell(into, fact.kind(), fact.key(), String.valueOf(fact.content()));
        } catch (IllegalArgumentException e) {
            // The row has a field that Odoo's own format does not allow; the rest of the books stays in use.
            return Outcome.QUARANTINED;
        }
        if (taken.kept()) {
            facts.put(fact.stateKey(), String.valueOf(fact.content()));
        }
        return taken.outcome();
    }

    /** What became of a fact, and whether it is to be told again after a restart. */
    private record Taken(Outcome outcome, boolean kept) {
        static final Taken APPLIED = new Taken(Outcome.APPLIED, true);
        static final Taken MORE_OF_THE_SAME = new Taken(Outcome.DUPLICATE, true);
        static final Taken AGAIN = new Taken(Outcome.DUPLICATE, false);
        static final Taken TOO_LATE = new Taken(Outcome.IGNORED, false);
        /** Readings overlap on purpose: a row that says nothing new is no duplicate delivery. */
        static final Taken READ_AGAIN = new Taken(Outcome.IGNORED, false);
    }

    private static Taken tell(Reconciler into, Kind kind, String key, String content) {
        switch (kind) {
            case SALE -> {
                // JSON holds no line break.
                int line = content.indexOf('\n');
                Sale sale = Json.read(content.substring(0, line).getBytes(StandardCharsets.UTF_8), Sale.class);
                if (into.isTooLate(sale)) {
                    return Taken.TOO_LATE;
                }
                return switch (into.sold(sale, content.substring(line + 1), key)) {
                    case NEW -> Taken.APPLIED;
                    case OTHERWISE -> Taken.MORE_OF_THE_SAME;
                    case KNOWN -> Taken.AGAIN;
                };
            }
            case DOCUMENT -> {
                boolean fresh = into.read(Json.read(content.getBytes(StandardCharsets.UTF_8), OdooDocument.class));
                return fresh ? Taken.APPLIED : Taken.READ_AGAIN;
            }
            case VOIDED -> {
                int line = key.indexOf('\n');
                into.voided(key.substring(0, line), key.substring(line + 1));
            }
            case CANCELLED -> into.cancelled(key);
            case TILL_OPENED -> into.tillOpened();
            case TILL_CLOSED -> into.tillClosed(key, Instant.parse(content));
            case UNREADABLE -> into.unreadable(Instant.parse(key), Instant.parse(content));
            default -> throw new IllegalStateException("no fact to tell: " + kind);
        }
        return Taken.APPLIED;
    }

    private Reconciler resume() throws Exception {
        Reconciler resumed = new Reconciler(rules);
        for (Map.Entry<String, String> fact : facts.entries()) {
            int space = fact.getKey().indexOf(' ');
            Kind kind = Kind.valueOf(fact.getKey().substring(0, space));
            if (kind == Kind.READING_COMPLETE) {
                lastReading = Instant.parse(fact.getValue());
                continue;
            }
            tell(resumed, kind, fact.getKey().substring(space + 1), fact.getValue());
        }
        for (Trace trace : StateOfTraces.read(traces)) {
            resumed.trace(trace, Reconciler.Keeper.NOWHERE);
        }
        List<ReconciliationCase> told = new ArrayList<>();
        for (String json : cases.values()) {
            told.add(Json.read(json.getBytes(StandardCharsets.UTF_8), ReconciliationCase.class));
        }
        resumed.resume(told, lastReading);
        return resumed;
    }

    private void forget(Instant asOf, Reconciler current) {
        if (lookedForOld == null || !asOf.isBefore(lookedForOld.plus(LOOK_FOR_OLD_EVERY))) {
            lookedForOld = asOf;
            current.forget(new StateOfFacts(facts));
        }
    }

    private void judge(Instant asOf, Reconciler current, Collector<Output> out) throws Exception {
        toldSinceJudged = false;
        List<ReconciliationCase> changes = current.judge(asOf);
        for (ReconciliationCase change : changes) {
            String json = new String(Json.bytes(change), StandardCharsets.UTF_8);
            cases.put(change.id(), json);
            out.collect(new Output(TopicNames.RECONCILIATION, change.id(), json, asOf.toEpochMilli()));
        }
        BreakSignals.of(changes, current.open(), asOf)
                .forEach(signal -> out.collect(new Output(
                        TopicNames.SIGNALS,
                        signal.subject(),
                        new String(Json.bytes(signal), StandardCharsets.UTF_8),
                        asOf.toEpochMilli())));
    }

    /** Called with the key of the last fact still set, so that state may be written. */
    @Override
    public void snapshotState(FunctionSnapshotContext checkpoint) throws Exception {
        if (accounts != null) {
            accounts.keep();
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        // State is of the key: it is opened in open().
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Output> out) throws Exception {
        settling = false;
        if (accounts != null) {
            accounts.tell()
                    .forEach(account -> out.collect(new Output(
                            TopicNames.ACCOUNTING,
                            account.key(),
                            new String(Json.bytes(account), StandardCharsets.UTF_8),
                            timestamp)));
        }
        // What was told behind the last reading is judged against it, unless half of the next one is here already.
        Reconciler current = reconciler;
        Instant asOf = lastReading;
        if (toldSinceJudged && !readingUnderWay && current != null && asOf != null) {
            judge(asOf, current, out);
        }
    }
}
