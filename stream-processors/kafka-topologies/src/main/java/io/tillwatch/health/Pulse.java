package io.tillwatch.health;

import java.time.Instant;

/**
 * The life of one source of a flow: how much it says, when it last spoke, and how much the others said since.
 *
 * @param first when it was first heard
 * @param last when it was last heard, by the log's clock
 * @param closed whether the last that it said was that it closes
 * @param fresh events that came soon after they occurred; an upload after an outage says nothing of the usual pace
 * @param lane the partition in which it was last heard; {@link #ALONE} for a source that has no others like it
 * @param mark how many fresh events its lane had when it last spoke
 * @param offset how many seconds its local time is ahead of UTC
 */
record Pulse(Instant first, Instant last, boolean closed, long fresh, int lane, long mark, int offset) {
    /** The lane of a source that is unlike the others of its flow: what those say tells nothing of it. */
    static final int ALONE = -1;

    static Pulse of(Instant at, boolean closed, boolean fresh, int lane) {
        return new Pulse(at, at, closed, fresh ? 1 : 0, lane, 0, 0);
    }

    /** The same, of a source whose clock shows that much more than UTC. */
    Pulse ahead(int seconds) {
        return new Pulse(first, last, closed, fresh, lane, mark, seconds);
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
                Math.max(mark, other.mark),
                newer ? other.offset : offset);
    }

    Pulse markedAt(long total) {
        return new Pulse(first, last, closed, fresh, lane, total, offset);
    }

    Pulse halved() {
        return new Pulse(first, last, closed, fresh / 2, lane, mark / 2, offset);
    }
}
