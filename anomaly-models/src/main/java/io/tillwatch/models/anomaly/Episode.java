package io.tillwatch.models.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One alert per episode: when it begins, that it goes on, and when it is over. */
final class Episode {
    /** An episode goes on while the rarity is above this share of the budget's. */
    private static final double STILL = 0.7;

    /** Calm observations in a row that end an episode. */
    static final int CALM = 3;

    private final int refractory;
    private boolean open;
    private int sinceAlert = Integer.MAX_VALUE;
    private int calm;

    Episode(int refractory) {
        this.refractory = refractory;
    }

    /** The phase after an observation whose rarity is this share of what the budget asks for. */
    Verdict.Phase next(double share, boolean worthwhile) {
        if (sinceAlert < Integer.MAX_VALUE) {
            sinceAlert++;
        }
        if (open) {
            calm = share < STILL ? calm + 1 : 0;
            if (calm >= CALM) {
                open = false;
                return Verdict.Phase.CLEARED;
            }
            return Verdict.Phase.CONTINUING;
        }
        if (share >= 1 && worthwhile) {
            if (sinceAlert <= refractory) {
                return Verdict.Phase.CONTINUING;
            }
            open = true;
            sinceAlert = 0;
            calm = 0;
            return Verdict.Phase.ALERT;
        }
        return Verdict.Phase.QUIET;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(open);
        out.writeInt(sinceAlert);
        out.writeInt(calm);
    }

    void read(DataInput in) throws IOException {
        open = in.readBoolean();
        sinceAlert = in.readInt();
        calm = in.readInt();
    }
}
