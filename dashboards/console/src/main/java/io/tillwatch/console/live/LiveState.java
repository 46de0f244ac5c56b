package io.tillwatch.console.live;

import io.tillwatch.confidence.Confidence;
import io.tillwatch.console.CaseSource;
import io.tillwatch.console.IncidentSource;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.SloAttainment;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Suppression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What Tillwatch said last, folded from its output topics. Memory is bounded whatever comes: positions are counted and
 * not kept, the longest closed incidents and cases leave first. Applying a record twice changes nothing but the count of
 * records. Thread-safe.
 */
public final class LiveState implements IncidentSource, CaseSource {
    private static final int INCIDENTS = 5_000;
    private static final int CASES = 20_000;
    private static final int LOCATIONS = 20_000;

    private final WorldClock clock;
    private final ChangeStream changes = new ChangeStream();
    private final PositionCounts positions = new PositionCounts();
    private final FlowBoard flows;
    private final IncidentBox incidents = new IncidentBox(INCIDENTS);
    private final CaseBook cases = new CaseBook(CASES);
    private final Accounts accounts = new Accounts();
    private final SignalBoard signals = new SignalBoard();
    private final QuietBoard quiet = new QuietBoard();
    private final QuarantineBoard quarantine = new QuarantineBoard();
    private final Map<String, LocationConfidence> words = new ConcurrentHashMap<>();
    private final Confidence confidence;
    private boolean caughtUp;
    private @Nullable String problem;
    private long records;
    private long unreadable;

    /** @param clock its zone is the one in which people read times */
    public LiveState(FlowCatalogue catalogue, WorldClock clock) {
        this.clock = clock;
        this.flows = new FlowBoard(catalogue);
        this.confidence = new Confidence(words::get, clock);
    }

    /** Where changes come from as they happen. */
    public ChangeStream changes() {
        return changes;
    }

    public synchronized void apply(StockPosition position) {
        records++;
        positions.apply(position);
        changes.publish(new Change(Change.Kind.POSITIONS, position.key(), position));
    }

    public synchronized void apply(LocationConfidence word) {
        records++;
        if (words.size() < LOCATIONS || words.containsKey(word.location())) {
            words.put(word.location(), word);
        }
    }

    public synchronized void apply(FlowHealth health) {
        records++;
        if (flows.apply(health)) {
            publish(health.flow());
        }
    }

    public synchronized void apply(SloAttainment attainment) {
        records++;
        if (flows.apply(attainment)) {
            publish(attainment.flow());
        }
    }

    public synchronized void apply(Incident incident) {
        records++;
        if (incidents.apply(incident)) {
            changes.publish(new Change(Change.Kind.INCIDENTS, incident.id(), incident));
        }
    }

    public synchronized void apply(Silence silence) {
        records++;
        quiet.apply(silence);
        changes.publish(new Change(Change.Kind.SILENCES, silence.id(), silence));
    }

    public synchronized void apply(Suppression held) {
        records++;
        if (quiet.apply(held)) {
            changes.publish(new Change(Change.Kind.SUPPRESSIONS, held.id(), held));
        }
    }

    public synchronized void apply(ReconciliationCase found) {
        records++;
        if (cases.apply(found)) {
            changes.publish(new Change(Change.Kind.CASES, found.id(), found));
        }
    }

    public synchronized void apply(AccountingSnapshot snapshot) {
        records++;
        accounts.apply(snapshot);
        changes.publish(new Change(Change.Kind.ACCOUNTING, snapshot.key(), snapshot));
    }

    public synchronized void apply(Signal signal) {
        records++;
        if (signals.apply(signal)) {
            changes.publish(new Change(Change.Kind.SIGNALS, signal.id(), signal));
        }
    }

    /** Its key, value and headers are left out: a screen is no place for record content. */
    public synchronized void apply(QuarantinedRecord record) {
        records++;
        Held held = Held.of(record);
        if (quarantine.apply(held)) {
            changes.publish(new Change(Change.Kind.QUARANTINE, held.id(), held));
        }
    }

    synchronized void removeIncident(String id) {
        incidents.remove(id);
    }

    synchronized void removeAccount(String key) {
        accounts.remove(key);
    }

    synchronized void unreadable() {
        unreadable++;
    }

    /** Everything that stood in the topics when the console started has been applied. */
    public synchronized void caughtUp() {
        caughtUp = true;
    }

    /** Why nothing new is read now; null when it is. */
    public synchronized void problem(@Nullable String why) {
        problem = why;
    }

    /** Why this state must not be trusted yet; null when it may. */
    public synchronized @Nullable String check() {
        return problem != null ? problem : caughtUp ? null : "still reading what stood in the topics at the start";
    }

    public Overview.WorldTime clock() {
        return new Overview.WorldTime(clock.instant(), clock.getZone().getId(), clock.speedNow());
    }

    public synchronized Overview overview() {
        Overview.WorldTime now = clock();
        return new Overview(
                now,
                new Overview.Feed(caughtUp, problem, records, unreadable),
                positions.view(now.now(), silentLocations()),
                cases.view(now.now()),
                flows.view(),
                accounts.view(),
                incidents.view());
    }

    /** In the order of the catalogue. */
    public synchronized List<FlowView> flows() {
        return flows.all();
    }

    /** Empty when the catalogue does not know it. */
    public synchronized Optional<FlowView> flow(String id) {
        return Optional.ofNullable(flows.find(id));
    }

    public synchronized List<AccountingSnapshot> accounts() {
        return accounts.all();
    }

    /** Newest first, bounded. */
    public synchronized List<Signal> signals() {
        return signals.newest();
    }

    /** Clusters of failures never seen before, the last seen first, bounded. */
    public synchronized List<ExceptionCluster> exceptions() {
        return signals.clusters();
    }

    /** Who gives signals, by name. */
    public synchronized List<Detector> detectors() {
        return signals.detectors(incidents);
    }

    /** The last to begin first, bounded; those that are over as well. */
    public synchronized List<Silence> silences() {
        return quiet.silences();
    }

    /** Empty when none has that id. */
    public synchronized Optional<Silence> silence(String id) {
        return Optional.ofNullable(quiet.silence(id));
    }

    /** Signals that called nobody. */
    public synchronized QuietView quiet() {
        return quiet.view();
    }

    public synchronized QuarantineView quarantine() {
        return quarantine.view();
    }

    /** Newest first, bounded. */
    public synchronized List<StockPosition> recentPositions() {
        return positions.recent();
    }

    /** Gives positions their interval, from the newest word of each location. */
    public Confidence confidence() {
        return confidence;
    }

    /** Locations whose positions carry an interval now, by name. */
    public List<String> silentLocations() {
        return words.values().stream()
                .filter(LocationConfidence::uncertain)
                .map(LocationConfidence::location)
                .sorted()
                .toList();
    }

    /** All locations that have a position, bounded. */
    public synchronized List<String> locations() {
        return positions.locations();
    }

    @Override
    public synchronized IncidentPage incidents(IncidentQuery query) {
        return incidents.page(query);
    }

    @Override
    public synchronized Optional<Incident> incident(String id) {
        return Optional.ofNullable(incidents.find(id));
    }

    /** What became of incidents like one, and when it may be over; empty when none has that id. */
    public synchronized Optional<PastView> past(String id) {
        return Optional.ofNullable(incidents.find(id))
                .map(incident -> Past.of(incident, incidents.all(), clock.instant()));
    }

    @Override
    public synchronized CasePage cases(CaseQuery query) {
        return cases.page(query);
    }

    @Override
    public synchronized Optional<ReconciliationCase> reconciliationCase(String id) {
        return Optional.ofNullable(cases.find(id));
    }

    private void publish(String flow) {
        FlowView view = flows.find(flow);
        if (view != null) {
            changes.publish(new Change(Change.Kind.FLOWS, flow, view.newest()));
        }
    }
}
