package io.tillwatch.contracts.odoo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Odoo's datetimes: UTC without saying so, {@code 2026-03-10 09:00:20}, with or without parts of a second. */
public final class OdooTime {
    private OdooTime() {}

    /** @throws java.time.DateTimeException when it is none */
    public static Instant parse(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
