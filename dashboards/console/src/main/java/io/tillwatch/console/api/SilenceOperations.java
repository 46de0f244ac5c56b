package io.tillwatch.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.live.QuietView;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls nobody: silences that people ask for and end, and the signals that were held back. */
final class SilenceOperations {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final long MOST_MINUTES = Duration.ofDays(30).toMinutes();
    private static final String ANONYMOUS = "console";

    private final ConsolePorts ports;
    private final WorldClock clock;

    SilenceOperations(ConsolePorts ports, WorldClock clock) {
        this.ports = ports;
        this.clock = clock;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/silences",
                        "listSilences",
                        "Silences, the last to begin first; those that hold now unless all are asked for",
                        List.of(
                                Operation.Query.flag("all", "Those that are over as well"),
                                Operation.Query.text(
                                        "incident", "Only those because of which this incident calls nobody now")),
                        Replies.SilenceList.class,
                        List.of(404, 503),
                        this::list),
                new Operation(
                        Operation.Method.POST,
                        "/api/v1/silences",
                        "createSilence",
                        "Lets incidents of a kind, flow, subject or owner call nobody for some minutes; it is audited",
                        List.of(),
                        Replies.Hush.class,
                        202,
                        Silence.class,
                        Operation.JSON,
                        List.of(403, 415, 503),
                        this::create),
                new Operation(
                        Operation.Method.POST,
                        "/api/v1/silences/{id}/end",
                        "endSilence",
                        "Ends a silence before its time; it is audited",
                        List.of(),
                        Replies.Hushed.class,
                        202,
                        Silence.class,
                        Operation.JSON,
                        List.of(403, 404, 409, 415, 503),
                        this::end),
                Operation.get(
                        "/api/v1/suppressions",
                        "listSuppressions",
                        "Signals that called nobody, counted by what held them back, and the newest of them",
                        List.of(
                                Operation.Query.choice("rule", "What held it back", names(Suppression.Rule.values())),
                                Operation.Query.choice("kind", "Kind of trouble", names(IncidentKind.values())),
                                Operation.Query.text("flow", "Flow of the signal"),
                                Operation.Query.text("incident", "The incident that counts the signal")),
                        QuietView.class,
                        List.of(),
                        this::suppressions));
    }

    private void list(Context ctx) {
        boolean all = Boolean.TRUE.equals(Params.flag(ctx, "all"));
        Instant now = clock.instant();
        String id = Params.text(ctx, "incident");
        Incident incident = id == null ? null : incident(id);
        Reply.json(
                ctx,
                new Replies.SilenceList(ports.live().silences().stream()
                        .filter(silence ->
                                incident == null ? all || silence.holdsAt(now) : silence.covers(incident, now))
                        .toList()));
    }

    private Incident incident(String id) {
        return ports.incidents().incident(id).orElseThrow(() -> ProblemException.notFound("No incident has that id."));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private void suppressions(Context ctx) {
        Suppression.Rule rule = Params.choice(ctx, "rule", Suppression.Rule.class);
        IncidentKind kind = Params.choice(ctx, "kind", IncidentKind.class);
        String flow = Params.text(ctx, "flow");
        String incident = Params.text(ctx, "incident");
        QuietView view = ports.live().quiet();
        Reply.json(
                ctx,
                new QuietView(
                        view.counts(),
                        view.newest().stream()
                                .filter(held -> rule == null || held.rule() == rule)
                                .filter(held -> kind == null || held.signal().kind() == kind)
                                .filter(held -> flow == null
                                        || flow.equals(held.signal().flow()))
                                .filter(held -> incident == null || incident.equals(held.incident()))
                                .toList()));
    }

    private void create(Context ctx) {
        Replies.Hush asked = read(ctx, Replies.Hush.class, "kind, flow, subject, owner, reason, actor, minutes");
        if (asked.kind() == null && asked.flow() == null && asked.subject() == null && asked.owner() == null) {
            throw ProblemException.badBody("Name at least one of kind, flow, subject, owner: all would be silent.");
        }
        if (asked.reason() == null || asked.reason().isBlank()) {
            throw ProblemException.badBody("reason is missing: others will wonder why nobody called.");
        }
        Long minutes = asked.minutes();
        if (minutes == null || minutes < 1 || minutes > MOST_MINUTES) {
            throw ProblemException.badBody("minutes must lie between 1 and " + MOST_MINUTES + ".");
        }
        refuseLong("reason", asked.reason(), LONGEST_TEXT);
        refuseLong("flow", asked.flow(), LONGEST_NAME);
        refuseLong("subject", asked.subject(), LONGEST_NAME);
        refuseLong("owner", asked.owner(), LONGEST_NAME);
        Instant now = clock.instant();
        accept(
                ctx,
                new Silence(
                        UUID.randomUUID().toString(),
                        asked.kind(),
                        asked.flow(),
                        asked.subject(),
                        asked.owner(),
                        asked.reason().strip(),
                        actor(asked.actor()),
                        now,
                        now.plus(Duration.ofMinutes(minutes)),
                        null,
                        null));
    }

    private void end(Context ctx) {
        Replies.Hushed asked = read(ctx, Replies.Hushed.class, "actor");
        Silence silence = ports.live()
                .silence(ctx.pathParam("id"))
                .orElseThrow(() -> ProblemException.notFound("No silence has that id: see /api/v1/silences?all=true."));
        Instant now = clock.instant();
        if (!silence.holdsAt(now)) {
            throw ProblemException.of(409, "over", "The silence is over", "There is nothing to end.");
        }
        accept(ctx, silence.ended(actor(asked.actor()), now));
    }

    private void accept(Context ctx, Silence silence) {
        ports.silences().accept(silence);
        ctx.status(202);
        Reply.json(ctx, silence);
    }

    private static String actor(@Nullable String name) {
        refuseLong("actor", name, LONGEST_NAME);
        return name == null || name.isBlank() ? ANONYMOUS : name.strip();
    }

    private static <T> T read(Context ctx, Class<T> type, String known) {
        String media = ctx.contentType();
        if (media == null || !media.toLowerCase(Locale.ROOT).startsWith(Operation.JSON)) {
            throw ProblemException.of(
                    415, "media-type", "The body must be JSON", "Send it with Content-Type: application/json.");
        }
        T read;
        try {
            // A misspelt field must not get lost in silence.
            read = Json.mapper()
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(ctx.bodyAsBytes());
        } catch (JsonProcessingException e) {
            throw ProblemException.badBody("It is not the JSON that is asked for; known fields: " + known + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the body", e);
        }
        if (read == null) {
            throw ProblemException.badBody("It is empty.");
        }
        return read;
    }

    private static void refuseLong(String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw ProblemException.badBody(field + " may have up to " + most + " characters.");
        }
    }
}
