package io.tillwatch.models.exceptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a failure belongs.
 *
 * @param templateId stable id of the template, fixed when the template was born
 * @param template the template as it reads now, variables as {@code <*>}
 * @param familyId stable id of the family of templates, null until families were grouped after the template was born
 * @param isNew whether this very failure made the template
 * @param count failures of this template so far
 * @param firstSeen event time of the earliest failure
 * @param lastSeen event time of the latest failure
 */
public record Assignment(
        String templateId,
        String template,
        @Nullable String familyId,
        boolean isNew,
        long count,
        Instant firstSeen,
        Instant lastSeen) {}
