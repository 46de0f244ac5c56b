package io.tillwatch.app.flows;

import io.tillwatch.app.flows.Census.Heard;
import io.tillwatch.app.flows.Census.Speaker;
import io.tillwatch.app.flows.Find.Kind;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.NamePattern;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What runs held against the catalogue. Sources and callers are judged only where the catalogue names some: an entry that
 * says nothing of them forbids nothing. Pure, thread-safe.
 */
final class Discovery {
    private final FlowCatalogue catalogue;
    private final Census census;
    private final List<Find> finds = new ArrayList<>();

    private Discovery(FlowCatalogue catalogue, Census census) {
        this.catalogue = catalogue;
        this.census = census;
    }

    /** @return by kind, then by name */
    static List<Find> of(FlowCatalogue catalogue, Census census) {
        Discovery discovery = new Discovery(catalogue, census);
        discovery.shadowFlows();
        discovery.topics();
        discovery.groups();
        discovery.sources();
        discovery.callers();
        discovery.unused();
        return discovery.finds;
    }

    private void shadowFlows() {
        Map<String, Set<String>> topics = byFlow(speaker -> speaker.topic());
        Map<String, Set<String>> sources = byFlow(speaker -> speaker.source());
        Map<String, Set<String>> callers = new TreeMap<>();
        census.calls()
                .keySet()
                .forEach(call -> callers.computeIfAbsent(call.flow(), flow -> new TreeSet<>())
                        .add(call.caller()));
        topics.forEach((flow, carried) -> {
            if (catalogue.find(flow).isEmpty()) {
                Set<String> speaks = sources.getOrDefault(flow, Set.of());
                find(
                        Kind.SHADOW_FLOW,
                        flow,
                        heard(speaker -> flow.equals(speaker.flow())) + " on " + String.join(", ", carried) + " from "
                                + some(speaks),
                        DraftEntry.of(flow, carried, speaks, callers.getOrDefault(flow, Set.of()), List.of()));
            }
        });
    }

    private void topics() {
        Set<String> ours = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        Set<String> named = all(Flow::topics);
        census.topics().forEach((topic, seen) -> {
            if (!ours.contains(topic) && !named.contains(topic)) {
                Set<String> readers = new TreeSet<>();
                census.groups().forEach((group, read) -> {
                    if (read.contains(topic)) {
                        readers.add(group);
                    }
                });
                Set<String> speaks = census.speakers().keySet().stream()
                        .filter(speaker -> speaker.topic().equals(topic))
                        .map(Speaker::source)
                        .collect(Collectors.toCollection(TreeSet::new));
                find(
                        Kind.UNKNOWN_TOPIC,
                        topic,
                        seen.read() + " records read, " + seen.bare() + " of them without an envelope; read by "
                                + some(readers),
                        DraftEntry.of(topic, List.of(topic), speaks, List.of(), readers));
            }
        });
    }

    private void groups() {
        Set<String> named = all(Flow::groups);
        census.groups().forEach((group, topics) -> {
            if (!NamePattern.matchesAny(named, group)) {
                List<String> carriers = catalogue.all().stream()
                        .filter(flow -> flow.topics().stream().anyMatch(topics::contains))
                        .map(Flow::id)
                        .toList();
                find(
                        Kind.UNKNOWN_GROUP,
                        group,
                        "reads " + some(topics)
                                + (carriers.isEmpty()
                                        ? ""
                                        : "; belongs into the entry of one of " + String.join(", ", carriers)),
                        carriers.isEmpty()
                                ? DraftEntry.of(group, topics, List.of(), List.of(), List.of(group))
                                : DraftEntry.line("groups", List.of(group)));
            }
        });
    }

    private void sources() {
        Set<String> named = all(Flow::sources);
        if (named.isEmpty()) {
            return;
        }
        Map<String, Set<String>> unknown = new TreeMap<>();
        census.speakers().keySet().forEach(speaker -> {
            boolean known =
                    speaker.flow() != null && catalogue.find(speaker.flow()).isPresent();
            // What speaks for a flow without an entry stands in the draft of that entry.
            if (known && !NamePattern.matchesAny(named, speaker.source())) {
                unknown.computeIfAbsent(speaker.source(), source -> new TreeSet<>())
                        .add(String.valueOf(speaker.flow()));
            }
        });
        unknown.forEach((source, flows) -> find(
                Kind.UNKNOWN_SOURCE,
                source,
                heard(speaker -> speaker.source().equals(source)) + " for " + String.join(", ", flows),
                DraftEntry.line("sources", List.of(source))));
    }

    private void callers() {
        new TreeMap<>(census.calls().entrySet().stream()
                        .collect(Collectors.toMap(
                                call -> call.getKey().flow() + "\n"
                                        + call.getKey().caller(),
                                call -> call)))
                .values()
                .forEach(call -> catalogue.find(call.getKey().flow()).ifPresent(flow -> {
                    String caller = call.getKey().caller();
                    if (!flow.callers().isEmpty() && !NamePattern.matchesAny(flow.callers(), caller)) {
                        find(
                                Kind.UNKNOWN_CALLER,
                                caller,
                                "made " + call.getValue() + " calls of " + flow.id(),
                                DraftEntry.line("callers", List.of(caller)));
                    }
                }));
    }

    private void unused() {
        Set<String> seen = census.speakers().keySet().stream()
                .filter(speaker -> speaker.flow() != null)
                .map(speaker -> String.valueOf(speaker.flow()))
                .collect(Collectors.toSet());
        catalogue.all().stream()
                .filter(flow -> !seen.contains(flow.id()))
                .forEach(flow -> finds.add(new Find(
                        Kind.UNUSED_ENTRY,
                        flow.id(),
                        "no event and no telemetry among the " + census.records()
                                + " records that were read; if it is no more, take its entry out",
                        null)));
    }

    private void find(Kind kind, String name, String says, String draft) {
        finds.add(new Find(kind, name, says, draft));
    }

    private Set<String> all(Function<Flow, List<String>> field) {
        return catalogue.all().stream()
                .flatMap(flow -> field.apply(flow).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Set<String>> byFlow(Function<Speaker, String> what) {
        Map<String, Set<String>> found = new TreeMap<>();
        census.speakers().keySet().forEach(speaker -> {
            if (speaker.flow() != null) {
                found.computeIfAbsent(speaker.flow(), flow -> new TreeSet<>()).add(what.apply(speaker));
            }
        });
        return found;
    }

    private String heard(java.util.function.Predicate<Speaker> who) {
        return census.speakers().entrySet().stream()
                .filter(entry -> who.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Heard::plus)
                .map(heard -> heard.events() + " events between " + heard.first() + " and " + heard.last())
                .orElse("no events");
    }

    private static String some(Collection<String> names) {
        int shown = 5;
        if (names.isEmpty()) {
            return "nobody";
        }
        String first = names.stream().limit(shown).collect(Collectors.joining(", "));
        return names.size() <= shown ? first : first + " and " + (names.size() - shown) + " more";
    }
}
