package io.tillwatch.day;

import java.time.LocalTime;

/**
 * What must be seen: a state that begins between two times and ends between two others.
 *
 * @param what a flow, a topic that a group reads, or a place at which orders wait
 * @param why what of the script it is
 */
record Expected(String what, String state, String begins, String begunBy, String ends, String endedBy, String why) {

    boolean fits(Run run) {
        return what.equals(run.what())
                && state.equals(run.state())
                && within(run.begins(), begins, begunBy)
                && within(run.ends(), ends, endedBy);
    }

    private static boolean within(LocalTime at, String from, String to) {
        return !at.isBefore(LocalTime.parse(from)) && !at.isAfter(LocalTime.parse(to));
    }
}
