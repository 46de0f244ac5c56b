package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.odoo.OdooTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When the API key ends that reads Odoo. Odoo does not tell which of a user's keys is in use: of several that may be, the
 * one that ends first is told.
 *
 * @param owner user and server
 * @param name what its owner called it
 * @param others how many more of the user's keys may be the one in use
 */
public record KeyEnd(String owner, String name, Instant ends, int others) {
    private static final String KEYS = "res.users.apikeys";
    private static final String SOURCE = "/tillwatch/odoo-reader";
    private static final String FLOW = "odoo-postings";
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{40}");
    /** Odoo lets a user make ten by program, and nobody by hand makes many. */
    private static final int MOST = 100;

    /**
     * Asks Odoo.
     *
     * @return null when the secret is no API key, when the user may not see its keys, when this Odoo's keys do not end,
     *     and when this one does not
     * @throws OdooException when Odoo cannot be asked now
     */
    public static @Nullable KeyEnd of(OdooClient client, OdooSettings settings, Instant now) {
        // Only JSON-2 wants a key; the older protocol takes a password as well.
        if (!client.protocol().equals("JSON-2")
                && !KEY.matcher(settings.secret()).matches()) {
            return null;
        }
        try {
            Set<String> fields = client.fields(KEYS);
            return fields.contains("expiration_date") ? first(rows(client, settings), settings, now) : null;
        } catch (OdooException e) {
            if (e.kind().passes() || e.kind() == OdooException.Kind.UNAUTHORIZED) {
                throw e;
            }
            return null;
        }
    }

    private static List<ObjectNode> rows(OdooClient client, OdooSettings settings) {
        ArrayNode domain = JsonNodeFactory.instance.arrayNode();
        domain.addArray().add("user_id.login").add("=").add(settings.user());
        return client.searchRead(KEYS, domain, List.of("id", "name", "scope", "expiration_date"), "id", MOST);
    }

    private static @Nullable KeyEnd first(List<ObjectNode> rows, OdooSettings settings, Instant now) {
        String owner = settings.user() + " at " + settings.address();
        List<KeyEnd> found = new ArrayList<>();
        int candidates = 0;
        for (ObjectNode row : rows) {
            String scope = row.path("scope").asText("");
            Instant ends = moment(row.path("expiration_date"));
            // A key that has ended is not the one that let us in, and one for something else neither.
            boolean candidate =
                    (ends == null || ends.isAfter(now)) && (!row.path("scope").isTextual() || scope.equals("rpc"));
            candidates += candidate ? 1 : 0;
            if (candidate && ends != null) {
                found.add(new KeyEnd(owner, row.path("name").asText(""), ends, 0));
            }
        }
        KeyEnd first = found.stream().min(Comparator.comparing(KeyEnd::ends)).orElse(null);
        return first == null ? null : new KeyEnd(owner, first.name(), first.ends(), candidates - 1);
    }

    private static @Nullable Instant moment(JsonNode cell) {
        try {
            return cell.isTextual() ? OdooTime.parse(cell.asText()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As flow health hears of keys and certificates; the same again on the same day is the same event. */
    public Event<ChangeRecorded> event(Instant at) {
        String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String summary = "key " + name + " seen in Odoo"
                + (others == 0 ? "" : ", one of " + (others + 1) + " that may be in use");
        Envelope envelope = new Envelope(
                owner + "/" + ends + "/" + day,
                SOURCE,
                EventType.CHANGE_RECORDED.typeName(),
                owner,
                at.atOffset(ZoneOffset.UTC),
                null,
                null,
                null,
                FLOW,
                null,
                null,
                null,
                1,
                null,
                null);
        return new Event<>(envelope, new ChangeRecorded("API key", owner, summary, null, ends));
    }
}
