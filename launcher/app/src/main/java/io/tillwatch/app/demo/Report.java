package io.tillwatch.app.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a demo run came to, held against what really happened in the simulated world. Times to detect are in seconds of
 * the world's clock; latencies are in real milliseconds.
 */
record Report(
        long seed,
        World world,
        Accounting accounting,
        Stock stock,
        Reconciliation reconciliation,
        Incidents incidents,
        Latencies latencyMs,
        Map<String, Long> elasticsearch,
        Map<String, Long> rssMb,
        List<Goal> goals,
        List<String> failures) {

    /**
     * @param startupSeconds from the command to the console
     * @param openingSeconds from there until the opening stock was taken in and the world's clock ran
     * @param waitedSeconds for how long the world's clock stood still so that this machine could catch up
     */
    record World(
            String start,
            String end,
            double speed,
            String scenario,
            List<String> chaos,
            double startupSeconds,
            double openingSeconds,
            double waitedSeconds) {}

    /** An account: {@code balanced} holds when every input has exactly one outcome. */
    record Account(
            long input, long applied, long duplicate, long late, long quarantined, long ignored, boolean balanced) {
        static final Account EMPTY = new Account(0, 0, 0, 0, 0, 0, true);

        Account plus(AccountingSnapshot snapshot) {
            return of(
                    input + snapshot.input(),
                    applied + snapshot.applied(),
                    duplicate + snapshot.duplicate(),
                    late + snapshot.late(),
                    quarantined + snapshot.quarantined(),
                    ignored + snapshot.ignored());
        }

        private static Account of(long input, long applied, long duplicate, long late, long quarantined, long ignored) {
            boolean balanced = input == applied + duplicate + late + quarantined + ignored;
            return new Account(input, applied, duplicate, late, quarantined, ignored, balanced);
        }
    }

    /**
     * The balance of the books of records.
     *
     * @param flows by flow, each told by the component that owns the topic
     * @param total over all flows
     * @param components every component in full
     * @param sent records that stand on the input topics
     * @param balanced whether all accounts balance and {@code total.input} equals {@code sent}
     */
    record Accounting(
            Map<String, Account> flows, Account total, Map<String, Account> components, long sent, boolean balanced) {}

    /**
     * Positions held against the physical truth.
     *
     * @param digest hash over all positions: equal digests, equal positions
     */
    record Stock(long positions, long wrong, List<String> examples, String digest) {}

    /** Breaks that were planted, and those that were found. */
    record Reconciliation(
            int planted,
            int found,
            double precision,
            double recall,
            Map<String, KindScore> byKind,
            int expected,
            String digest) {}

    record KindScore(int planted, int found, int invented) {}

    /**
     * Faults that were planted, and the incidents that told of them.
     *
     * @param causeFirst share of told faults whose cause ranks first, 0..1
     * @param causeInThree share of those whose cause is among the first three
     */
    record Incidents(
            int planted,
            int detected,
            int opened,
            int unplanned,
            double falsePerHour,
            @Nullable Quantiles timeToDetectSeconds,
            double signalsPerIncident,
            double causeFirst,
            double causeInThree,
            CostCaptured costInFive,
            List<FaultResult> faults,
            List<String> falseIncidents) {}

    /**
     * What became of a planted fault.
     *
     * @param expected the kind of incident that must tell of it
     * @param seconds from its start to the incident; null when none told of it
     * @param inTime whether that was before its latest acceptable detection
     * @param by title of the incident
     * @param incidents how many incidents of that kind name it: one is wanted
     * @param cause what the manifest says must rank first
     * @param causeRank where it ranks among the incident's causes, from 1; null when it is not among them
     * @param cost what it cost in all, in minor units
     * @param priority of the incident, 1 to 5; 0 without one
     */
    record FaultResult(
            String fault,
            String kind,
            String expected,
            boolean detected,
            @Nullable Double seconds,
            boolean inTime,
            @Nullable String by,
            int incidents,
            String cause,
            @Nullable Integer causeRank,
            long cost,
            int priority) {}

    /**
     * What the first incidents on the list are worth, by their priority.
     *
     * @param first so many incidents are looked at
     * @param captured cost of the faults that they tell of, in minor units
     * @param ideal cost of as many of the dearest faults
     */
    record CostCaptured(int first, long captured, long ideal) {
        /** 1 when nothing costs. */
        double share() {
            return ideal == 0 ? 1 : (double) captured / ideal;
        }
    }

    /** A goal of a fault day: what is wanted, what was seen. It fails no run. */
    record Goal(String name, String wanted, String seen, boolean met) {}

    record Quantiles(double p50, double p95) {}

    record Latency(double p50, double p99, long count) {}

    /** How long one incident took from the event that was told of to its place in Elasticsearch. */
    record Told(IncidentKind kind, String subject, double millis) {}

    /**
     * @param eventToIncident over all kinds
     * @param eventToImmediateIncident over those that an event shows, not the end of a window or a reading of the books
     * @param slowestIncidents the slowest first, over all kinds
     */
    record Latencies(
            Latency eventToPosition,
            Latency eventToIncident,
            Latency eventToImmediateIncident,
            List<Told> slowestIncidents) {}

    @JsonIgnore
    boolean sound() {
        return failures.isEmpty();
    }
}
