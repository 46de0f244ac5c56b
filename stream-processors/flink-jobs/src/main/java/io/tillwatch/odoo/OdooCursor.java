package io.tillwatch.odoo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far Odoo has been read. Survives as JSON.
 *
 * @param readTo everything written before has been read; null before the first reading
 * @param round counts readings
 * @param drafts ids of rows that can be deleted in Odoo without a trace, by model: a reader that starts anew asks
 *     whether they are still there. Absent in cursors of older versions
 */
public record OdooCursor(@Nullable Instant readTo, long round, Map<String, List<Long>> drafts) {
    public static final OdooCursor START = new OdooCursor(null, 0, Map.of());

    public OdooCursor {
        drafts = Objects.requireNonNullElse(drafts, Map.<String, List<Long>>of()).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }
}
