package io.tillwatch.contracts.watch;

import java.time.Instant;

/**
 * What became of all records of a flow at one component and partition since it first started; cumulative.
 *
 * @param component topology or job
 * @param partition {@code topic-partition} of the input
 */
public record AccountingSnapshot(
        String component,
        String partition,
        String flow,
        long input,
        long applied,
        long duplicate,
        long late,
        long quarantined,
        long ignored,
        Instant at) {

    public String key() {
        return component + "|" + partition + "|" + flow;
    }

    /** Whether every input has its outcome. */
    public boolean balanced() {
        return input == applied + duplicate + late + quarantined + ignored;
    }

    /** An empty account. */
    public static AccountingSnapshot opened(String component, String partition, String flow, Instant at) {
        return new AccountingSnapshot(component, partition, flow, 0, 0, 0, 0, 0, 0, at);
    }

    /** The account with one more input that had this outcome. */
    public AccountingSnapshot plus(Outcome outcome, Instant now) {
        return plus(outcome, 1, now);
    }

    /** The account with that many more inputs that had this outcome. */
    public AccountingSnapshot plus(Outcome outcome, long records, Instant now) {
        return new AccountingSnapshot(
                component,
                partition,
                flow,
                input + records,
                applied + (outcome == Outcome.APPLIED ? records : 0),
                duplicate + (outcome == Outcome.DUPLICATE ? records : 0),
                late + (outcome == Outcome.LATE ? records : 0),
                quarantined + (outcome == Outcome.QUARANTINED ? records : 0),
                ignored + (outcome == Outcome.IGNORED ? records : 0),
                now);
    }
}
