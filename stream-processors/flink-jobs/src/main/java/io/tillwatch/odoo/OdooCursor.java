package io.tillwatch.odoo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far Odoo has been read.
 *
 * @param readTo everything written before has been read; null before the first reading
 * @param round counts readings
 */
public record OdooCursor(@Nullable Instant readTo, long round) {
    public static final OdooCursor START = new OdooCursor(null, 0);
}
