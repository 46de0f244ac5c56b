package io.tillwatch.health;

import java.time.Instant;

/**
 * The life of one source of a flow: how much it says, when it last spoke, and how much the others said since.
 *
 * @param first when it was first heard
 * @param last when it was last heard, by the log's clock
 * @param closed whether the last that it said was that it closes
 * @param fresh events that came soon after they occurred; an upload after an outage says nothing of the usual pace
 * @param lane the partition in which it was last heard
 * @param mark how many fresh events its lane had when it last spoke
 */
record Pulse(Instant first, Instant last, boolean closed, long fresh, int lane, long mark) {
    static Pulse of(Instant at, boolean closed, boolean fresh, int lane) {
        return new Pulse(at, at, closed, fresh ? 1 : 0, lane, 0);
    }

    /** Both together; what was heard last decides whether it closed. */
    Pulse plus(Pulse other) {
        boolean newer = !other.last.isBefore(last);
        return new Pulse(
                first.isBefore(other.first) ? first : other.first,
                newer ? other.last : last,
                newer ? other.closed : closed,
                fresh + other.fresh,
                newer ? other.lane : lane,
                Math.max(mark, other.mark));
    }

    Pulse markedAt(long total) {
        return new Pulse(first, last, closed, fresh, lane, total);
    }

    Pulse halved() {
        return new Pulse(first, last, closed, fresh / 2, lane, mark / 2);
    }
}
