package io.tillwatch.app.assembly;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What a person sees while things start: one line a step, with the seconds it took. Thread-safe. */
public final class Terminal {
    private final PrintWriter out;
    private final long beganNanos = System.nanoTime();

    public Terminal(PrintWriter out) {
        this.out = out;
    }

    /** A line as it stands. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A step that takes a while. */
    public void step(String text) {
        line("  " + text);
    }

    /** A step that is done. */
    public void done(String what, long sinceNanos) {
        double seconds = (System.nanoTime() - sinceNanos) / 1e9;
        line(String.format(Locale.ROOT, "  %-46s %5.1f s", what, seconds));
    }

    /** Since the command began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Rewrites the current line: for progress that ticks. */
    public synchronized void tick(String text) {
        out.print("\r" + text);
        out.flush();
    }
}
