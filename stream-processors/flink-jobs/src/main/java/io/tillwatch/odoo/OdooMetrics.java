package io.tillwatch.odoo;

import io.tillwatch.odoo.OdooException.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears what reading Odoo costs and how it goes. Called from the reading thread; must not throw. */
public interface OdooMetrics {
    OdooMetrics NONE = new OdooMetrics() {};

    /**
     * A request has ended.
     *
     * @param failure null when it went well
     */
    default void requested(Duration took, @Nullable Kind failure) {}

    /** A request is made once more. */
    default void retried() {}

    /** A server that keeps failing is left alone, or no more. */
    default void leftAlone(boolean yes) {}

    /** The key in use ends then, as far as Odoo tells; never called when it does not. */
    default void keyEnds(Instant ends) {}

    /** A reading is complete. */
    default void read(int documents, Instant readTo) {}
}
