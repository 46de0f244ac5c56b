package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.LocationConfidence.HourRate;
import io.tillwatch.contracts.watch.LocationConfidence.SourceWord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a location is silent: when its link is known to be down, when it says that events wait there, or when so
 * long a time without one is too unlikely at its pace. No fixed time makes it so: a closed store is not silent at night,
 * nor a small one just after it opened. It is no longer silent when it speaks; its interval goes when what it kept has
 * come: each source has spoken since and no number is missing, or nothing kept came for a while. Pure.
 */
final class SilenceJudge {
    /**
     * Likelihood below which chance does not explain that nothing came. With some 300 gaps between events a store and
     * day, one false silence in a year of it; it lasts until the next receipt.
     */
    private static final double TOO_UNLIKELY = 1e-5;
    /** After closing its tills a location may say nothing until the next day. */
    private static final Duration CLOSED = Duration.ofHours(12);
    /** A till that was not heard for longer before the silence is not waited for. */
    private static final Duration IN_USE = Duration.ofHours(12);

    /** A closed location without a link keeps nothing back while fewer receipts than this are to be expected. */
    private static final double LEAST_MISSED = 0.5;

    private static final Duration WAITS_TOO_LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private SilenceJudge() {}

    /** The location as the judge leaves it, and what is told of it. */
    record Judgement(LocationPulse pulse, LocationConfidence word) {}

    /** Null when nothing but heartbeats was heard of it: a node need not be a place that sells. */
    static @Nullable Judgement judge(LocationPulse pulse, Pace pace, Instant now) {
        Instant first = pulse.firstAt();
        Instant last = pulse.lastAt();
        Instant arrived = pulse.arrivedAt();
        if (first == null || last == null || arrived == null) {
            return null;
        }
        String reason = reason(pulse, last, pace, now);
        Silence silence = reason != null ? silent(pulse, last) : recovering(pulse, now);
        Instant until = silence == null ? null : silence.until();
        if (until != null) {
            reason = "what it kept is still on its way"
                    + (pulse.missing() > 0 ? ", " + pulse.missing() + " numbers of its tills are missing" : "");
        }
        Beat beat = pulse.beat();
        LocationConfidence word = new LocationConfidence(
                pulse.location(),
                now,
                first,
                last,
                arrived,
                beat == null ? null : beat.at(),
                beat == null || beat.online(),
                beat == null ? 0 : beat.backlog(),
                pulse.missing(),
                pulse.sources(),
                silence == null ? null : silence.since(),
                until,
                silence == null ? null : unseenFrom(pulse, silence),
                silence == null ? null : unseenAtMost(pulse, silence),
                silence == null ? null : reason,
                pulse.offset(),
                pulse.sales(),
                pulse.pieces() > 0 ? Math.max(1, pulse.squares() / pulse.pieces()) : 1,
                pace.rates(pulse));
        return new Judgement(pulse.judged(silence), word);
    }

    private static @Nullable String reason(LocationPulse pulse, Instant last, Pace pace, Instant now) {
        Beat beat = pulse.beat();
        List<HourRate> rates = pace.watchedRates(pulse);
        if (beat != null && !beat.online() && !last.isAfter(beat.at())) {
            Expected missed = Expected.between(last, now, pulse.offset(), rates);
            return pulse.closed() && missed.mean() < LEAST_MISSED ? null : "its link is down";
        }
        if (beat != null && beat.online() && beat.backlog() > 0) {
            Instant oldest = beat.oldest();
            if (oldest != null && oldest.isBefore(beat.at().minus(WAITS_TOO_LONG))) {
                return beat.backlog() + " events wait there";
            }
        }
        Instant from = pulse.closed() ? last.plus(CLOSED) : last;
        Expected expected = Expected.between(from, now, pulse.offset(), rates);
        return expected.noneAtAll() < TOO_UNLIKELY
                ? String.format(Locale.ROOT, "%.0f receipts were to be expected since", expected.mean())
                : null;
    }

    private static Silence silent(LocationPulse pulse, Instant last) {
        Silence before = pulse.silence();
        if (before != null) {
            return new Silence(before.since(), null);
        }
        Beat beat = pulse.beat();
        Instant oldest = beat == null ? null : beat.oldest();
        return new Silence(oldest != null && oldest.isBefore(last) ? oldest : last, null);
    }

    private static @Nullable Silence recovering(LocationPulse pulse, Instant now) {
        Silence before = pulse.silence();
        if (before == null) {
            return null;
        }
        Instant until = before.until() == null ? now : before.until();
        Instant kept = pulse.keptAt();
        Instant lastNews = kept != null && kept.isAfter(until) ? kept : until;
        boolean patient = now.isBefore(lastNews.plus(PATIENCE));
        Silence silence = new Silence(before.since(), until);
        boolean complete = pulse.missing() == 0 && allSpoke(pulse, silence);
        return complete || !patient ? null : silence;
    }

    private static boolean allSpoke(LocationPulse pulse, Silence silence) {
        Instant until = silence.until();
        return until != null
                && pulse.sources().values().stream()
                        .allMatch(source -> source.closed()
                                || !inUse(source, silence)
                                || !source.lastEventAt().isBefore(until));
    }

    private static boolean inUse(SourceWord source, Silence silence) {
        return source.lastEventAt().isAfter(silence.since().minus(IN_USE));
    }

    /** What was kept comes by source and in order, or in any order; then only the start is sure. */
    private static Instant unseenFrom(LocationPulse pulse, Silence silence) {
        if (pulse.missing() > 0) {
            return silence.since();
        }
        return pulse.sources().values().stream()
                .filter(source -> !source.closed() && inUse(source, silence))
                .map(SourceWord::lastEventAt)
                .min(Instant::compareTo)
                .filter(least -> least.isAfter(silence.since()))
                .orElse(silence.since());
    }

    private static @Nullable Long unseenAtMost(LocationPulse pulse, Silence silence) {
        if (silence.until() != null) {
            return allSpoke(pulse, silence) ? pulse.missing() : null;
        }
        Beat beat = pulse.beat();
        return beat != null && beat.online() && beat.backlog() > 0 ? beat.backlog() : null;
    }
}
