package io.tillwatch.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.IncidentSource;
import io.tillwatch.console.IncidentSource.IncidentQuery;
import io.tillwatch.console.live.PastView;
import io.tillwatch.contracts.json.FieldPath;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents and what people say about them. */
final class IncidentOperations {
    private static final List<String> STATUSES = List.of("active", "open", "acknowledged", "resolved", "all");
    private static final int LONGEST_COMMENT = 2_000;
    private static final int LONGEST_ACTOR = 80;
    private static final String ANONYMOUS = "console";

    private final ConsolePorts ports;
    private final WorldClock clock;

    IncidentOperations(ConsolePorts ports, WorldClock clock) {
        this.ports = ports;
        this.clock = clock;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/incidents",
                        "listIncidents",
                        "Incidents, the most urgent first",
                        List.of(
                                Operation.Query.choice("status", "active is open or acknowledged (default)", STATUSES),
                                new Operation.Query(
                                        "priority",
                                        "1 (page now) to 5",
                                        java.util.Map.of("type", "integer", "minimum", 1, "maximum", 5)),
                                Operation.Query.choice(
                                        "kind",
                                        "Kind of trouble",
                                        Arrays.stream(IncidentKind.values())
                                                .map(Enum::name)
                                                .toList()),
                                Operation.Query.text("flow", "A flow that is concerned"),
                                Operation.Query.page(),
                                Operation.Query.size()),
                        Replies.IncidentPage.class,
                        List.of(503),
                        this::list),
                Operation.get(
                        "/api/v1/incidents/{id}",
                        "getIncident",
                        "One incident; its version stands in the ETag",
                        List.of(),
                        Incident.class,
                        List.of(404, 503),
                        this::one),
                Operation.get(
                        "/api/v1/incidents/{id}/past",
                        "getPastOfIncident",
                        "Earlier incidents like it, how they ended, and when it may be over: quantiles of how long they lasted",
                        List.of(),
                        PastView.class,
                        List.of(404),
                        this::past),
                new Operation(
                        Operation.Method.POST,
                        "/api/v1/incidents/{id}/verdicts",
                        "sayVerdict",
                        "Says something about an incident; with If-Match only while it has that version",
                        List.of(),
                        Replies.Said.class,
                        202,
                        Replies.Accepted.class,
                        Operation.JSON,
                        List.of(403, 404, 412, 415, 503),
                        this::say));
    }

    private void list(Context ctx) {
        IncidentQuery query = new IncidentQuery(
                statuses(Params.text(ctx, "status")),
                Params.integer(ctx, "priority", 1, 5),
                Params.choice(ctx, "kind", IncidentKind.class),
                Params.text(ctx, "flow"),
                Params.page(ctx),
                Params.size(ctx));
        IncidentSource.IncidentPage found = ports.incidents().incidents(query);
        Reply.json(ctx, new Replies.IncidentPage(found.incidents(), found.total(), query.page(), query.size()));
    }

    private static Set<Incident.Status> statuses(@Nullable String name) {
        return switch (name == null ? "active" : name.toLowerCase(Locale.ROOT)) {
            case "active" -> EnumSet.of(Incident.Status.OPEN, Incident.Status.ACKNOWLEDGED);
            case "open" -> EnumSet.of(Incident.Status.OPEN);
            case "acknowledged" -> EnumSet.of(Incident.Status.ACKNOWLEDGED);
            case "resolved" -> EnumSet.of(Incident.Status.RESOLVED);
            case "all" -> EnumSet.allOf(Incident.Status.class);
            default ->
                throw ProblemException.badParameter("status must be one of " + String.join(", ", STATUSES) + ".");
        };
    }

    private void one(Context ctx) {
        Incident incident = find(ctx);
        ctx.header("ETag", etag(incident));
        Reply.json(ctx, incident);
    }

    private void past(Context ctx) {
        Reply.json(ctx, ports.live().past(ctx.pathParam("id")).orElseThrow(IncidentOperations::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("No incident has that id. /api/v1/incidents?status=all lists what is known.");
    }

    private Incident find(Context ctx) {
        return ports.incidents().incident(ctx.pathParam("id")).orElseThrow(IncidentOperations::unknown);
    }

    private void say(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(Operation.JSON)) {
            throw ProblemException.of(
                    415, "media-type", "The body must be JSON", "Send it with Content-Type: application/json.");
        }
        Replies.Said said = read(ctx.bodyAsBytes());
        Incident incident = find(ctx);
        String match = ctx.header("If-Match");
        if (match != null && !match.equals("*") && !match.equals(etag(incident))) {
            throw ProblemException.changed("The incident has another version by now: read it again, then decide.");
        }
        Verdict verdict = new Verdict(
                incident.id(),
                said.say(),
                said.actor() == null || said.actor().isBlank()
                        ? ANONYMOUS
                        : said.actor().strip(),
                clock.instant(),
                said.comment(),
                said.other());
        ports.verdicts().accept(verdict);
        ctx.status(202);
        Reply.json(ctx, new Replies.Accepted(verdict));
    }

    private static Replies.Said read(byte[] body) {
        Replies.Said said;
        try {
            // A misspelt field must not get lost in silence.
            said = Json.mapper()
                    .readerFor(Replies.Said.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badBody("It has a field that is not known; known are say, actor, comment, other.");
        } catch (JsonMappingException e) {
            String field = FieldPath.of(e);
            throw ProblemException.badBody(
                    (field.isEmpty() ? "The body" : field) + " is invalid. say must be one of " + says() + ".");
        } catch (JsonProcessingException e) {
            throw ProblemException.badBody("It is not valid JSON.");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("cannot read the body", e);
        }
        if (said == null || said.say() == null) {
            throw ProblemException.badBody("say is missing: one of " + says() + ".");
        }
        if (said.say() == Verdict.Say.MERGE
                && (said.other() == null || said.other().isBlank())) {
            throw ProblemException.badBody("other is missing: the id of the incident to merge with.");
        }
        refuseLong("comment", said.comment(), LONGEST_COMMENT);
        refuseLong("actor", said.actor(), LONGEST_ACTOR);
        refuseLong("other", said.other(), LONGEST_ACTOR);
        return said;
    }

    private static void refuseLong(String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw ProblemException.badBody(field + " may have up to " + most + " characters.");
        }
    }

    private static String says() {
        return String.join(
                ", ", Arrays.stream(Verdict.Say.values()).map(Enum::name).toList());
    }

    private static String etag(Incident incident) {
        return "\"" + incident.version() + "\"";
    }
}
