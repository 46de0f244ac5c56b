package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks whether the user sees enough. Wrong groups hide rows without an error: a user of the tills saw 2 of 26 moves.
 * Until the entry of every closed session can be seen, nothing may be called missing.
 */
public final class RightsCheck {
    private static final int SAMPLE = 200;

    private RightsCheck() {}

    /** What is in the way, a line each; empty when the user sees what is needed. */
    public static List<String> problems(OdooClient client) {
        List<String> problems = new ArrayList<>();
        for (OdooModel model : OdooModels.all()) {
            if (model.optional()) {
                continue;
            }
            try {
                // Fields are told to anyone: only reading shows whether rows may be read.
                client.searchRead(model.name(), JsonNodeFactory.instance.arrayNode(), List.of("id"), "id", 1);
            } catch (OdooException e) {
                problems.add("model " + model.name() + ": Odoo " + e.getMessage());
            }
        }
        if (problems.isEmpty()) {
            entries(client, problems);
        }
        return problems;
    }

    private static void entries(OdooClient client, List<String> problems) {
        ArrayNode closed = JsonNodeFactory.instance.arrayNode();
        closed.addArray().add("state").add("=").add("closed");
        closed.addArray().add("move_id").add("!=").add(false);
        Set<Long> wanted =
                client.searchRead("pos.session", closed, List.of("id", "move_id"), "id desc", SAMPLE).stream()
                        .map(RightsCheck::entry)
                        .filter(id -> id > 0)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.isEmpty()) {
            return;
        }
        ArrayNode domain = JsonNodeFactory.instance.arrayNode();
        ArrayNode ids = domain.addArray().add("id").add("in").addArray();
        wanted.forEach(ids::add);
        int seen = client.searchRead("account.move", domain, List.of("id"), "id", SAMPLE)
                .size();
        if (seen < wanted.size()) {
            problems.add("the user sees " + seen + " of the entries of " + wanted.size()
                    + " closed sessions: give it read rights on all journal entries");
        }
    }

    private static long entry(ObjectNode session) {
        var move = session.path("move_id");
        return move.isArray() ? move.path(0).asLong() : move.asLong();
    }
}
