package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A scheduled job ended. */
public record JobFinished(
        String job,
        boolean succeeded,
        Instant startedAt,
        long records,
        @Nullable String error) {
    public JobFinished {
        ContractViolation.requireText(job, "job");
        ContractViolation.require(startedAt, "startedAt");
    }
}
