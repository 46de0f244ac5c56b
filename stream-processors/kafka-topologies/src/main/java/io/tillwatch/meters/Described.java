package io.tillwatch.meters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A meter as it is described: by an enum for each room. */
public interface Described {
    /** What it is to Prometheus. */
    enum Kind {
        /** Only grows; begins anew with the process. */
        COUNTER,
        GAUGE,
        /** A histogram of seconds. */
        TIMER
    }

    /** With dots; Prometheus has underscores, the unit and {@code _total} instead. */
    String meter();

    Kind kind();

    /** Base unit in the plural; null for a bare count. */
    @Nullable
    String unit();

    /** Names of its labels; each takes few values. */
    List<String> tags();

    /** One sentence. */
    String help();

    /** Which process has it. */
    String role();
}
