package io.tillwatch.health;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.state.KeptMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is begun and must be finished in time, and how far that may be judged by now. One thread at a time. */
final class Followed {
    private final Promises promises;
    private final Postings postings;
    private final Duration patience;
    /** What was over before the next look, which tells it. */
    private final List<Over> over = new ArrayList<>();
    /** How long what was read lately had waited in the log, in milliseconds: up to the last look, and since. */
    private long behindBefore;

    private long behind;
    /** What came since then may lie unread. */
    private @Nullable Instant lookedAt;

    private record Over(String flow, String slo, boolean kept, Instant at) {}

    /** @param patience for how long a sender or the broker may hang before what did not come counts as not done */
    Followed(Promises promises, Postings postings, Duration patience) {
        this.promises = promises;
        this.postings = postings;
        this.patience = patience;
    }

    /** What is begun is followed as long as this object lives. */
    static Followed untilTheEnd(FlowCatalogue flows, Duration patience) {
        return new Followed(new Promises(flows, new KeptMap<>()), new Postings(flows, new KeptMap<>()), patience);
    }

    /**
     * Follows what an event begins or ends.
     *
     * @param event null where only its envelope was read
     * @param inLog how long it had waited in the log
     */
    void see(Envelope envelope, @Nullable Event<?> event, String flow, Duration inLog) {
        behind = Math.max(behind, inLog.toMillis());
        promises.see(envelope, event, flow, EventType.named(envelope.type()), this::keep);
    }

    /** @throws java.time.DateTimeException when a date of a sale is none */
    void see(OdooDocument document) {
        postings.see(document);
    }

    private void keep(String flow, String slo, boolean kept, Instant at) {
        over.add(new Over(flow, slo, kept, at));
    }

    /** Tells what was kept or broken since the last time. */
    void judge(Instant now, Promises.Listener listener) {
        // Whoever lags behind the log, or stood still, must not hold an end that lies there unread against anybody.
        Instant readUpTo = now.minusMillis(Math.max(behind, behindBefore));
        if (lookedAt != null) {
            promises.expire((lookedAt.isBefore(readUpTo) ? lookedAt : readUpTo).minus(patience), this::keep);
        }
        lookedAt = now;
        behindBefore = behind;
        behind = 0;
        postings.judge(this::keep);
        over.forEach(one -> listener.over(one.flow, one.slo, one.kept, one.at));
        over.clear();
    }
}
