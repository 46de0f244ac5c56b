package io.tillwatch.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.app.flows.Census.Caller;
import io.tillwatch.app.flows.Census.Heard;
import io.tillwatch.app.flows.Census.Speaker;
import io.tillwatch.app.flows.Census.TopicSeen;
import io.tillwatch.app.flows.Find.Kind;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.FlowLint;
import io.tillwatch.contracts.flow.LintFinding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String PAGE = """
            flows:
              - id: pos-sales
                name: Tills
                owner: stores
                tier: 1
                latency: realtime
                systems: [tills, odoo]
                topics: [retail.sales]
                sources: ["/pos/*"]
                callers: [till-sync]
                groups: ["bi-*"]
                rto: PT1H
                rpo: PT0S
                fallback: Tills sell offline
                escalation: oncall
                runbook: docs
            """;

    private final TreeMap<String, TopicSeen> topics = new TreeMap<>(Map.of("retail.sales", new TopicSeen(10, 0)));
    private final TreeMap<String, Set<String>> groups = new TreeMap<>();
    private final Map<Speaker, Heard> speakers = new java.util.HashMap<>(
            Map.of(new Speaker("retail.sales", "pos-sales", "/pos/store-1/till-1"), new Heard(10, NOON, NOON)));
    private final Map<Caller, Long> calls = new java.util.HashMap<>(Map.of(new Caller("pos-sales", "till-sync"), 5L));

    @Test
    void what_runs_as_the_catalogue_says_gives_no_find() {
        // Given
        groups.put("bi-nightly", Set.of("retail.sales"));

        // Then
        assertThat(find()).isEmpty();
    }

    @Test
    void a_flow_without_an_entry_is_found_with_a_draft_that_lacks_only_what_people_know() {
        // Given a loyalty service that nobody declared, on many nodes
        for (int node = 1; node <= 4; node++) {
            speakers.put(
                    new Speaker("retail.sales", "loyalty-points", "/loyalty/node-" + node),
                    new Heard(25, NOON, NOON.plusSeconds(60)));
        }
        calls.put(new Caller("loyalty-points", "points-job"), 7L);

        // When
        Find shadow = only(Kind.SHADOW_FLOW);

        // Then
        assertThat(shadow.name()).isEqualTo("loyalty-points");
        assertThat(shadow.says()).startsWith("100 events between 2026-05-04T12:00:00Z and 2026-05-04T12:01:00Z");
        assertThat(shadow.draft())
                .contains("  - id: loyalty-points\n")
                .contains("topics: [retail.sales]")
                .contains("sources: [\"/loyalty/*\"]")
                .contains("callers: [points-job]");
        // Pasted under the page it is refused for each thing left open, and used once these are filled in.
        String pasted = PAGE + shadow.draft();
        assertThat(FlowLint.check(pasted, page -> true))
                .filteredOn(one -> one.severity() == LintFinding.Severity.ERROR)
                .extracting(LintFinding::field)
                .containsExactlyInAnyOrder(
                        "name", "owner", "tier", "latency", "rto", "rpo", "fallback", "escalation", "runbook");
        String filled = pasted.replace("tier: TODO", "tier: 3")
                .replace("latency: TODO", "latency: near")
                .replace("rto: TODO", "rto: PT4H")
                .replace("rpo: TODO", "rpo: PT0S")
                .replace("TODO", "said");
        assertThat(catalogue(filled).find("loyalty-points").orElseThrow().sources())
                .containsExactly("/loyalty/*");
    }

    @Test
    void a_topic_and_a_group_that_nobody_named_are_found() {
        // Given
        topics.put("legacy.prices", new TopicSeen(40, 40));
        groups.put("price-importer", Set.of("legacy.prices"));
        groups.put("connect-loyalty", Set.of("retail.sales"));

        // When
        assertThat(only(Kind.UNKNOWN_TOPIC).draft())
                .contains("topics: [legacy.prices]")
                .contains("groups: [price-importer]");
        List<Find> unknown =
                find().stream().filter(one -> one.kind() == Kind.UNKNOWN_GROUP).toList();

        // Then a group that reads the topic of an entry belongs into that entry
        assertThat(unknown).extracting(Find::name).containsExactly("connect-loyalty", "price-importer");
        assertThat(unknown.get(0).says()).contains("pos-sales");
        assertThat(unknown.get(0).draft()).isEqualTo("    groups: [connect-loyalty]\n");
        assertThat(unknown.get(1).draft()).startsWith("  - id: price-importer\n");
    }

    @Test
    void sources_and_callers_that_the_entry_does_not_name_are_found_with_the_line_to_add() {
        // Given
        speakers.put(new Speaker("retail.sales", "pos-sales", "/kiosk/1"), new Heard(3, NOON, NOON));
        calls.put(new Caller("pos-sales", "night-script"), 9L);

        // Then
        assertThat(only(Kind.UNKNOWN_SOURCE).draft()).isEqualTo("    sources: [\"/kiosk/1\"]\n");
        assertThat(only(Kind.UNKNOWN_CALLER).draft()).isEqualTo("    callers: [night-script]\n");
        assertThat(only(Kind.UNKNOWN_CALLER).says()).isEqualTo("made 9 calls of pos-sales");
    }

    @Test
    void an_entry_of_which_nothing_was_seen_is_unused() {
        speakers.clear();

        assertThat(only(Kind.UNUSED_ENTRY).name()).isEqualTo("pos-sales");
    }

    @Test
    void an_entry_that_declares_nothing_forbids_nothing() {
        // Given
        String open = PAGE.replaceAll("    (sources|callers|groups): .*\n", "");
        speakers.put(new Speaker("retail.sales", "pos-sales", "/kiosk/1"), new Heard(3, NOON, NOON));
        calls.put(new Caller("pos-sales", "night-script"), 9L);

        // Then
        assertThat(Discovery.of(catalogue(open), census())).isEmpty();
    }

    @Test
    void a_header_cannot_break_out_of_the_draft() {
        // Given
        speakers.put(new Speaker("retail.sales", "x\"]\n  - id: y", "/a: #"), new Heard(1, NOON, NOON));

        // When
        String pasted = PAGE + only(Kind.SHADOW_FLOW).draft();

        // Then
        assertThat(FlowLint.check(pasted, page -> true))
                .filteredOn(one -> "id".equals(one.field()))
                .isEmpty();
        assertThat(pasted).contains("- id: \"x\\\"]\\n  - id: y\"").contains("[\"/a: #\"]");
    }

    private Find only(Kind kind) {
        return find().stream()
                .filter(one -> one.kind() == kind)
                .reduce((one, other) -> {
                    throw new AssertionError("two finds: " + one + ", " + other);
                })
                .orElseThrow();
    }

    private List<Find> find() {
        return Discovery.of(catalogue(PAGE), census());
    }

    private Census census() {
        return new Census(topics, groups, speakers, calls, true);
    }

    private static FlowCatalogue catalogue(String page) {
        return FlowCatalogue.load(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }
}
