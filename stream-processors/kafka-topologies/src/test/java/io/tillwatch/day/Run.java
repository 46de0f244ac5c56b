package io.tillwatch.day;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A state that was seen without a break.
 *
 * @param detail why, in the words of who said so first
 */
record Run(String what, String state, LocalTime begins, LocalTime ends, String detail) {

    /** Makes runs of what is said time and again. One thread. */
    static final class Log {
        private final List<Run> over = new ArrayList<>();
        private final Map<String, Run> open = new HashMap<>();

        /** @param plain whether that state is not worth a line */
        void note(String what, String state, boolean plain, LocalTime at, String detail) {
            Run before = open.get(what);
            if (before != null && before.state.equals(state)) {
                return;
            }
            if (before != null) {
                over.add(new Run(what, before.state, before.begins, at, before.detail));
                open.remove(what);
            }
            if (!plain) {
                open.put(what, new Run(what, state, at, at, detail));
            }
        }

        List<Run> until(LocalTime end) {
            List<Run> all = new ArrayList<>(over);
            open.values().forEach(run -> all.add(new Run(run.what, run.state, run.begins, end, run.detail)));
            return all;
        }
    }
}
