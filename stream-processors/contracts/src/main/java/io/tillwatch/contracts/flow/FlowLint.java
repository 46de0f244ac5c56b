package io.tillwatch.contracts.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tillwatch.contracts.flow.LintFinding.Severity;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with a page of flows, with its line: {@link FlowCatalogue#load} stops at the first. What that
 * refuses is refused here, and besides what a person left to be filled in and runbooks that lead nowhere. Thread-safe.
 */
public final class FlowLint {
    private static final Set<String> KNOWN_TOPICS =
            Topics.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

    private final List<LintFinding> findings = new ArrayList<>();
    private final Predicate<String> pageExists;

    private FlowLint(Predicate<String> pageExists) {
        this.pageExists = pageExists;
    }

    /**
     * Looks through a page.
     *
     * @param pageExists whether a runbook that is no address of the web can be found
     * @return by line; empty when there is nothing to say
     */
    public static List<LintFinding> check(String yaml, Predicate<String> pageExists) {
        FlowLint lint = new FlowLint(pageExists);
        try {
            lint.page(LocatedYaml.read(yaml));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            lint.error(line, null, null, "not valid YAML: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
        if (lint.findings.stream().noneMatch(one -> one.severity() == Severity.ERROR)) {
            lint.asTheCatalogueSees(yaml);
        }
        return lint.findings.stream()
                .sorted(Comparator.comparingInt(LintFinding::line))
                .toList();
    }

    private void page(LocatedYaml page) {
        List<LocatedYaml> flows = page.list("flows");
        if (flows.isEmpty()) {
            error(page.line(), null, "flows", "the page lists no flows: it begins with \"flows:\" and an entry a flow");
        }
        Map<String, Integer> ids = new HashMap<>();
        for (LocatedYaml flow : flows) {
            LocatedYaml id = flow.field("id");
            if (id != null && id.text() != null) {
                Integer before = ids.putIfAbsent(id.text(), id.line());
                if (before != null) {
                    error(id.line(), id.text(), "id", "the same id stands at line " + before + " already");
                }
            }
        }
        for (LocatedYaml flow : flows) {
            entry(flow, ids);
        }
    }

    private void entry(LocatedYaml entry, Map<String, Integer> ids) {
        LocatedYaml idField = entry.field("id");
        String id = idField == null ? null : idField.text();
        new EntryLint(entry, id, findings, pageExists).check();
        for (LocatedYaml upstream : entry.list("upstream")) {
            if (upstream.text() != null && !ids.containsKey(upstream.text())) {
                error(upstream.line(), id, "upstream", "no entry has the id " + upstream.text());
            }
        }
        for (LocatedYaml topic : entry.list("topics")) {
            if (topic.text() != null && !KNOWN_TOPICS.contains(topic.text())) {
                findings.add(new LintFinding(
                        topic.line(),
                        Severity.WARNING,
                        id,
                        "topics",
                        topic.text() + " is no topic that Tillwatch reads: nothing will be seen of it there"));
            }
        }
    }

    /** The last word is the catalogue's own, so that a page that passes here can be used. */
    private void asTheCatalogueSees(String yaml) {
        try {
            FlowCatalogue.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            error(1, null, null, firstLine(e.getMessage()));
        }
    }

    private void error(
            int line,
            @org.jspecify.annotations.Nullable String flow,
            @org.jspecify.annotations.Nullable String field,
            String message) {
        findings.add(new LintFinding(line, Severity.ERROR, flow, field, message));
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
