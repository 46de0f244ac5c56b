package io.tillwatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.audit.AuditVerification.Anchor;
import io.tillwatch.audit.AuditVerification.Finding;
import io.tillwatch.audit.AuditVerification.Kind;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerificationTest {
    private static final Instant START = Instant.parse("2026-03-10T12:00:00.123456Z");
    private static final int LENGTH = 20;

    private final List<AuditEntry> entries = new ArrayList<>();

    @BeforeEach
    void write() {
        AuditChain chain = new AuditChain();
        for (int i = 1; i <= LENGTH; i++) {
            entries.add(chain.append(
                    START.plusSeconds(i), "ada", "incident.acknowledge", "i" + i, i % 2 == 0 ? null : "looking"));
        }
    }

    @Test
    void a_chain_that_nobody_touched_is_whole_also_after_its_way_through_json() {
        List<AuditEntry> read = entries.stream()
                .map(one -> Json.read(Json.bytes(one), AuditEntry.class))
                .toList();

        AuditVerification found = AuditVerification.of(read, new Anchor(LENGTH, hash(LENGTH)));

        assertThat(found.findings()).isEmpty();
        assertThat(found.last()).isEqualTo(entries.get(LENGTH - 1));
        assertThat(AuditVerification.of(List.of(), null).findings()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_changed_field_is_found_whichever_it_is(long seed) {
        Random random = new Random(seed);
        int number = 1 + random.nextInt(LENGTH);
        AuditEntry one = entries.get(number - 1);
        entries.set(
                number - 1,
                switch (random.nextInt(5)) {
                    case 0 -> with(one, one.at().plusMillis(1), one.actor(), one.subject(), one.detail());
                    case 1 -> with(one, one.at(), "eve", one.subject(), one.detail());
                    case 2 -> with(one, one.at(), one.actor(), "i99", one.detail());
                    case 3 -> with(one, one.at(), one.actor(), one.subject(), one.detail() == null ? "" : null);
                    default -> with(one, one.at(), one.actor() + one.action(), "", one.detail());
                });

        assertThat(found()).extracting(Finding::kind, Finding::number).containsExactly(changed(number));
    }

    @Test
    void a_changed_entry_that_got_a_new_hash_is_found_by_the_one_behind_it() {
        AuditEntry one = entries.get(6);
        String hash = AuditHash.of(7, one.at(), "eve", one.action(), one.subject(), one.detail(), one.previous());
        entries.set(
                6, new AuditEntry(7, one.at(), "eve", one.action(), one.subject(), one.detail(), one.previous(), hash));

        assertThat(found()).extracting(Finding::kind, Finding::number).containsExactly(changed(7));
    }

    @Test
    void removed_entries_are_found_and_counted() {
        entries.subList(4, 7).clear();

        assertThat(found())
                .singleElement()
                .isEqualTo(new Finding(Kind.REMOVED, 5, "is missing, and all up to 7 with it"));
    }

    @Test
    void the_first_entry_is_missed_as_well() {
        entries.remove(0);

        assertThat(found()).singleElement().isEqualTo(new Finding(Kind.REMOVED, 1, "is missing"));
    }

    @Test
    void an_entry_that_was_put_in_is_found_also_when_it_links_well() {
        AuditEntry before = entries.get(9);
        AuditChain forger = new AuditChain();
        forger.after(before);
        entries.add(10, forger.append(START, "eve", "incident.false", "i3", null));

        assertThat(found()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.INSERTED);
            assertThat(one.number()).isEqualTo(11);
            assertThat(one.what()).contains("incident.false by eve");
        });
    }

    @Test
    void entries_that_changed_places_are_found() {
        Collections.swap(entries, 3, 4);

        assertThat(found())
                .extracting(Finding::kind, Finding::number)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.REORDERED, 4L));
    }

    @Test
    void an_end_that_was_cut_off_and_a_chain_written_anew_are_found_by_an_anchor_only() {
        Anchor anchor = new Anchor(LENGTH, hash(LENGTH));
        List<AuditEntry> cut = entries.subList(0, LENGTH - 1);
        AuditChain forger = new AuditChain();
        List<AuditEntry> anew = entries.stream()
                .map(one -> forger.append(one.at(), "eve", one.action(), one.subject(), one.detail()))
                .toList();

        assertThat(AuditVerification.of(cut, null).findings()).isEmpty();
        assertThat(AuditVerification.of(anew, null).findings()).isEmpty();
        assertThat(AuditVerification.of(cut, anchor).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REMOVED);
        assertThat(AuditVerification.of(anew, anchor).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REWRITTEN);
    }

    @Test
    void fields_that_run_into_each_other_have_different_hashes() {
        String one = AuditHash.of(1, START, "ab", "c", "d", null, "");
        String other = AuditHash.of(1, START, "a", "bc", "d", null, "");

        assertThat(one).isNotEqualTo(other);
        assertThat(AuditHash.of(1, START, "a", "b", "c", "", ""))
                .isNotEqualTo(AuditHash.of(1, START, "a", "b", "c", null, ""));
    }

    private static org.assertj.core.groups.Tuple changed(long number) {
        return org.assertj.core.groups.Tuple.tuple(Kind.CHANGED, number);
    }

    private List<Finding> found() {
        return AuditVerification.of(entries, null).findings();
    }

    private String hash(int number) {
        return entries.get(number - 1).hash();
    }

    private static AuditEntry with(AuditEntry one, Instant at, String actor, String subject, String detail) {
        return new AuditEntry(one.number(), at, actor, one.action(), subject, detail, one.previous(), one.hash());
    }
}
