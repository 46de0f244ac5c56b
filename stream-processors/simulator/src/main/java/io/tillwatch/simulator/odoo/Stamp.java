package io.tillwatch.simulator.odoo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A moment as Odoo writes it down.
 *
 * @param moment naive UTC to the microsecond: what {@code write_date} holds
 * @param second naive UTC to the second
 * @param date local to the posting user, so it can differ from the day in UTC
 */
record Stamp(String moment, String second, String date) {
    private static final ZoneId POSTING_USER = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final int SECOND = 19;

    static Stamp of(Instant at) {
        String moment = MOMENT.format(at.truncatedTo(ChronoUnit.MICROS));
        return new Stamp(
                moment,
                moment.substring(0, SECOND),
                at.atZone(POSTING_USER).toLocalDate().toString());
    }

    String year() {
        return date.substring(0, 4);
    }

    /** Such as {@code 2026/03}. */
    String month() {
        return date.substring(0, 7).replace('-', '/');
    }
}
