package io.tillwatch.console;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.LocationConfidence.HourRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What forty made-up stores said last: the links of two are down for three hours. */
final class PreviewLocations {
    static final Duration SILENT = Duration.ofMinutes(192);
    private static final int STORES = 40;

    private PreviewLocations() {}

    static List<LocationConfidence> all(Instant now) {
        List<LocationConfidence> words = new ArrayList<>();
        for (int store = 1; store <= STORES; store++) {
            words.add(word(store, now, store == 7 || store == 19 ? now.minus(SILENT) : null));
        }
        return words;
    }

    private static LocationConfidence word(int store, Instant now, @Nullable Instant silentSince) {
        List<HourRate> rates = new ArrayList<>();
        for (int hour = 0; hour < 48; hour++) {
            boolean open = hour % 24 >= 9 && hour % 24 < 20;
            rates.add(new HourRate(hour >= 24, hour % 24, open ? 25 : 0, open ? 2 : 0));
        }
        Instant last = silentSince == null ? now.minusSeconds(store * 3L) : silentSince;
        return new LocationConfidence(
                String.format(Locale.ROOT, "store-%03d", store),
                now,
                now.minus(Duration.ofDays(30)),
                last,
                last,
                now.minusSeconds(100),
                silentSince == null,
                0,
                0,
                Map.of(),
                silentSince,
                null,
                silentSince,
                null,
                silentSince == null ? null : "its link is down",
                3600,
                8_000,
                1.6,
                rates);
    }
}
