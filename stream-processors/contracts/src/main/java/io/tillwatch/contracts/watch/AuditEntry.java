package io.tillwatch.contracts.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One link of the audit chain.
 *
 * @param previous hash of the entry before it; empty for the first
 * @param hash over all other fields
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable String detail,
        String previous,
        String hash) {}
