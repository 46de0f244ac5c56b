package io.tillwatch.reconciliation;

import java.util.ArrayList;
import java.util.List;

/**
 * What judging one unit, a till session or a channel's order, came to. Not thread-safe.
 */
final class Verdicts {
    private final List<Finding> findings = new ArrayList<>();
    private int matched;
    private int pending;
    private boolean waiting;

    void add(Finding finding) {
        findings.add(finding);
    }

    /** A sale whose posting is there and agrees. */
    void matched() {
        matched++;
    }

    /** A sale that is not due yet, and no case. */
    void pending() {
        pending++;
    }

    /** Time alone may change this verdict: it must be judged again. */
    void waiting() {
        waiting = true;
    }

    List<Finding> findings() {
        return findings;
    }

    int matchedCount() {
        return matched;
    }

    int pendingCount() {
        return pending;
    }

    boolean isWaiting() {
        return waiting;
    }
}
