package io.tillwatch.promise;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel may promise from.
 *
 * @param channel {@code web}, {@code marketplace-a}
 * @param locations where its goods may come from; a name that ends with {@code *} stands for all that begin so
 * @param share part of what is there, above 0 to 1; null means 1
 * @param most at most that much of each location, whatever the share gives; null means no bound
 * @param buffer held back at each location on top of the ledger's own buffer; null means none
 * @param usesLow whether a silent location counts with the lower end of its interval
 */
public record ChannelPolicy(
        String channel,
        List<String> locations,
        @Nullable BigDecimal share,
        @Nullable BigDecimal most,
        @Nullable BigDecimal buffer,
        boolean usesLow) {

    /** @throws IllegalArgumentException naming the key that is wrong */
    public ChannelPolicy {
        check(channel != null && !channel.isBlank(), "channel is missing");
        check(locations != null && !locations.isEmpty(), channel + ".locations is missing: name some, or \"*\"");
        check(
                share == null || (share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0),
                channel + ".share must lie above 0 and not above 1");
        check(most == null || most.signum() >= 0, channel + ".most must not be negative");
        check(buffer == null || buffer.signum() >= 0, channel + ".buffer must not be negative");
        locations = List.copyOf(locations);
    }

    boolean reaches(String location) {
        return locations.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? location.startsWith(name.substring(0, name.length() - 1))
                        : location.equals(name));
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("allocation: " + message);
        }
    }
}
