package io.tillwatch.app.flows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tillwatch.contracts.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Entries and lines of an entry as they are pasted into a page; what only people know says {@code TODO}. */
final class DraftEntry {
    /** So many sources with one beginning become a pattern. */
    private static final int MANY = 3;

    private DraftEntry() {}

    static String of(
            String id,
            Collection<String> topics,
            Collection<String> sources,
            Collection<String> callers,
            Collection<String> groups) {
        StringBuilder draft = new StringBuilder();
        draft.append("  - id: ").append(quoted(id)).append('\n');
        draft.append("    name: TODO\n    owner: TODO\n    tier: TODO\n    latency: TODO\n");
        list(draft, "systems", List.of("TODO"));
        list(draft, "topics", topics);
        list(draft, "sources", patterns(sources));
        list(draft, "callers", new TreeSet<>(callers));
        list(draft, "groups", new TreeSet<>(groups));
        draft.append("    rto: TODO\n    rpo: TODO\n    fallback: TODO\n    escalation: TODO\n    runbook: TODO\n");
        return draft.toString();
    }

    /** A line for an entry that is there already. */
    static String line(String field, Collection<String> values) {
        StringBuilder draft = new StringBuilder();
        list(draft, field, values);
        return draft.toString();
    }

    private static void list(StringBuilder draft, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            draft.append("    ")
                    .append(field)
                    .append(": [")
                    .append(values.stream().map(DraftEntry::quoted).collect(Collectors.joining(", ")))
                    .append("]\n");
        }
    }

    /** {@code /pos/store-01/till-1} and many more of its kind become {@code /pos/*}. */
    static Collection<String> patterns(Collection<String> sources) {
        Map<String, List<String>> families =
                sources.stream().collect(Collectors.groupingBy(DraftEntry::family, TreeMap::new, Collectors.toList()));
        Collection<String> patterns = new TreeSet<>();
        families.forEach((family, members) -> {
            if (members.size() >= MANY) {
                patterns.add(family + "*");
            } else {
                patterns.addAll(members);
            }
        });
        return patterns;
    }

    /** Up to and with the slash behind its first name; all of it when there is none. */
    private static String family(String source) {
        int end = source.indexOf('/', 1);
        return end < 0 ? source : source.substring(0, end + 1);
    }

    /** A JSON text is YAML too: whatever stands in a header cannot break out of its place. */
    private static String quoted(String text) {
        if (text.matches("[A-Za-z][A-Za-z0-9._-]*")) {
            return text;
        }
        try {
            return Json.mapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
    }
}
