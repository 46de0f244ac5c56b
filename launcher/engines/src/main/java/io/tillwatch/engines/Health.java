package io.tillwatch.engines;

/**
 * Whether something works.
 *
 * @param reason one line that says why not; empty when it is up
 */
public record Health(boolean up, String reason) {
    public static final Health UP = new Health(true, "");

    public static Health down(String reason) {
        return new Health(false, reason);
    }
}
