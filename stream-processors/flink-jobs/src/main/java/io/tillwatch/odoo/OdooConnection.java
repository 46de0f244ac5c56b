package io.tillwatch.odoo;

import io.tillwatch.odoo.OdooException.Kind;
import io.tillwatch.odoo.OdooModel.Use;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A login and a reader's memory, kept as long as they serve. Whoever reads Odoo over and over holds one. Not thread-safe.
 */
public final class OdooConnection implements AutoCloseable {
    private final Supplier<OdooSettings> settings;
    private final InstantSource clock;
    private final OdooMetrics metrics;
    private final Set<Use> uses;
    private final KeyWatch keyWatch = new KeyWatch();
    private Duration restAfterRefusal = Duration.ofSeconds(30);
    private @Nullable OdooSettings current;
    private @Nullable OdooClient client;
    private @Nullable OdooReader reader;
    private @Nullable KeyEnd keyEnd;

    /**
     * @param settings asked for at each login, so that a key that was renewed in its file is taken up; may throw
     *     {@link OdooException}
     * @param clock the world's clock: Odoo's dates follow it
     * @param uses what is read beside the books; goods only when the settings say so as well
     */
    public OdooConnection(Supplier<OdooSettings> settings, InstantSource clock, OdooMetrics metrics, Set<Use> uses) {
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.uses = uses;
    }

    /**
     * Reads once, and logs in before when that is needed.
     *
     * @throws OdooException when Odoo cannot be read now, or hides what has to be read; the same cursor can be used again
     */
    public OdooReader.Batch next(OdooCursor cursor) {
        try {
            OdooReader.Batch batch = reader().next(cursor);
            lookAtTheKey();
            return batch;
        } catch (OdooException e) {
            if (e.kind() == Kind.UNAUTHORIZED) {
                close();
            }
            throw e;
        }
    }

    /** What is to be told of the key's end, once; null when there is nothing new. */
    public @Nullable KeyEnd takeKeyEnd() {
        KeyEnd taken = keyEnd;
        keyEnd = null;
        return taken;
    }

    private void lookAtTheKey() {
        if (client != null && current != null) {
            KeyEnd found = keyWatch.look(client, current, clock.instant(), metrics);
            keyEnd = found == null ? keyEnd : found;
        }
    }

    /** How long to leave Odoo alone after a failure, where readings follow each other at an interval. */
    public Duration pauseAfter(OdooException failure, Duration every) {
        // What a person has to mend is not asked again at once: each login costs the server dear, and too many lock it.
        Duration own = failure.kind().passes() ? every : restAfterRefusal;
        Duration longer = own.compareTo(every) > 0 ? own : every;
        Duration asked = failure.retryAfter();
        return asked == null || asked.compareTo(longer) < 0 ? longer : asked;
    }

    private OdooReader reader() {
        OdooReader open = reader;
        if (open == null) {
            OdooSettings now = settings.get();
            restAfterRefusal = now.pace().breakerOpenFor();
            OdooClient opened = OdooClient.connect(now, metrics);
            try {
                refuseToReadHalf(opened);
            } catch (OdooException e) {
                opened.close();
                throw e;
            }
            client = opened;
            current = now;
            open = new OdooReader(
                    opened,
                    clock,
                    now.pace().overlap(),
                    now.pace().settle(),
                    now.pace().batchSize(),
                    uses.stream().filter(use -> use != Use.GOODS || now.goods()).collect(Collectors.toSet()));
            reader = open;
            keyWatch.loggedIn();
        }
        return open;
    }

    /** What half of the rows say would be told as missing. */
    private static void refuseToReadHalf(OdooClient client) {
        List<String> problems = RightsCheck.problems(client);
        if (!problems.isEmpty()) {
            throw new OdooException(Kind.FORBIDDEN, "hides what has to be read: " + String.join("; ", problems), null);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        client = null;
        reader = null;
    }
}
