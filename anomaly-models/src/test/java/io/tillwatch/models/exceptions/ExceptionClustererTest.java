package io.tillwatch.models.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExceptionClustererTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final List<String> KINDS = List.of(
            "Odoo refused sale %d of till %d: journal is locked until %d",
            "Odoo refused the refund %d because its journal %d is locked until %d",
            "Timeout after %d ms while calling payment provider, attempt %d of %d",
            "Timeout after %d ms while calling marketplace, attempt %d of %d",
            "Product %d has no tax for company %d in fiscal position %d",
            "Duplicate receipt number %d from till %d in session %d",
            "Serialization failure on stock quant %d, location %d, retry %d");

    @Test
    void failures_that_differ_in_variables_share_a_template() {
        // Given
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        Assignment first = clusterer.assign(Failure.of("order 17 of till 3 rejected", NOON));
        // When
        Assignment second = clusterer.assign(Failure.of("order 99 of till 8 rejected", NOON.plusSeconds(60)));
        // Then
        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.templateId()).isEqualTo(first.templateId());
        assertThat(second.template()).isEqualTo("order <*> of till <*> rejected");
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.firstSeen()).isEqualTo(NOON);
        assertThat(second.lastSeen()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void words_that_vary_widen_the_template_and_keep_its_id() {
        // Given
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        Assignment first = clusterer.assign(Failure.of("customer Maria may not return this item", NOON));
        // When
        Assignment second = clusterer.assign(Failure.of("customer Jonas may not return this item", NOON));
        // Then
        assertThat(second.templateId()).isEqualTo(first.templateId());
        assertThat(second.template()).isEqualTo("customer <*> may not return this item");
    }

    @Test
    void type_and_own_code_frames_tell_failures_apart_and_line_numbers_do_not() {
        // Given
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        List<String> poster =
                List.of("at java.net.Socket.connect(Socket.java:1)", "at shop.Poster.post(Poster.java:41)");
        List<String> posterLater =
                List.of("at java.net.Socket.connect(Socket.java:9)", "at shop.Poster.post(Poster.java:57)");
        List<String> reader = List.of("at shop.Reader.read(Reader.java:41)");
        // When
        String a = id(clusterer, new Failure("refused", "ConnectException", poster, NOON));
        String b = id(clusterer, new Failure("refused", "ConnectException", posterLater, NOON));
        String c = id(clusterer, new Failure("refused", "ConnectException", reader, NOON));
        String d = id(clusterer, new Failure("refused", "SocketException", poster, NOON));
        // Then
        assertThat(b).isEqualTo(a);
        assertThat(List.of(a, c, d)).doesNotHaveDuplicates();
    }

    @Test
    void restored_clusterer_assigns_as_if_never_stopped() {
        // Given failures of seed 1, and a stop in the middle after families were grouped
        List<Failure> failures = failures(400, 1);
        ExceptionClusterer whole = ExceptionClusterer.create();
        ExceptionClusterer first = ExceptionClusterer.create();
        for (Failure f : failures.subList(0, 200)) {
            whole.assign(f);
            first.assign(f);
        }
        whole.groupFamilies();
        first.groupFamilies();
        // When
        ExceptionClusterer second = ExceptionClusterer.restore(first.snapshot());
        // Then
        for (Failure f : failures.subList(200, 400)) {
            assertThat(second.assign(f)).isEqualTo(whole.assign(f));
        }
        assertThat(second.snapshot()).isEqualTo(whole.snapshot());
        assertThat(second.groupFamilies()).isEqualTo(whole.groupFamilies());
    }

    @Test
    void same_failures_in_the_same_order_give_the_same_clusters() {
        ExceptionClusterer one = ExceptionClusterer.create();
        ExceptionClusterer two = ExceptionClusterer.create();
        failures(300, 2).forEach(one::assign);
        failures(300, 2).forEach(two::assign);
        assertThat(two.templates()).isEqualTo(one.templates());
        assertThat(two.groupFamilies()).isEqualTo(one.groupFamilies());
    }

    @Test
    void template_ids_do_not_depend_on_the_values_seen_first() {
        ExceptionClusterer one = ExceptionClusterer.create();
        ExceptionClusterer two = ExceptionClusterer.create();
        String a = id(one, Failure.of("order 17 of till 3 rejected", NOON));
        String b = id(two, Failure.of("order 5005 of till 9 rejected", NOON.plusSeconds(9)));
        assertThat(b).isEqualTo(a);
    }

    @Test
    void alike_templates_form_a_family_and_every_template_has_one() {
        // Given
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        failures(300, 3).forEach(clusterer::assign);
        // When
        List<Family> families = clusterer.groupFamilies();
        // Then
        assertThat(clusterer.templates()).hasSize(KINDS.size()).allMatch(t -> t.familyId() != null);
        assertThat(family(clusterer, "refused sale")).isEqualTo(family(clusterer, "refused the refund"));
        assertThat(family(clusterer, "payment provider")).isEqualTo(family(clusterer, "marketplace"));
        assertThat(family(clusterer, "payment provider")).isNotEqualTo(family(clusterer, "refused sale"));
        assertThat(families.stream().mapToLong(Family::count).sum()).isEqualTo(300);
    }

    @Test
    void families_keep_their_ids_when_new_templates_arrive() {
        // Given
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        failures(300, 4).forEach(clusterer::assign);
        clusterer.groupFamilies();
        String before = family(clusterer, "refused sale");
        // When
        for (int i = 0; i < 5; i++) {
            clusterer.assign(Failure.of("Odoo refused exchange " + i + ", journal is locked until 9", NOON));
            clusterer.assign(Failure.of("Label printer " + i + " is out of paper", NOON));
        }
        clusterer.groupFamilies();
        // Then
        assertThat(family(clusterer, "refused sale")).isEqualTo(before);
        assertThat(family(clusterer, "refused exchange")).isEqualTo(before);
    }

    @Test
    void empty_and_endless_texts_are_assigned_too() {
        ExceptionClusterer clusterer = ExceptionClusterer.create();
        assertThat(clusterer.groupFamilies()).isEmpty();
        assertThat(clusterer.assign(Failure.of("", NOON)).isNew()).isTrue();
        assertThat(clusterer.assign(Failure.of("", NOON)).isNew()).isFalse();
        assertThat(clusterer.assign(Failure.of("ä<ü ".repeat(100_000), NOON)).isNew())
                .isTrue();
        assertThat(clusterer.groupFamilies()).hasSize(2);
    }

    @Test
    void rubbish_is_no_snapshot() {
        assertThatThrownBy(() -> ExceptionClusterer.restore(new byte[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a clusterer snapshot");
    }

    private static String family(ExceptionClusterer clusterer, String words) {
        return clusterer.templates().stream()
                .filter(t -> t.template().contains(words))
                .map(t -> String.valueOf(t.familyId()))
                .findFirst()
                .orElseThrow();
    }

    private static String id(ExceptionClusterer clusterer, Failure failure) {
        return clusterer.assign(failure).templateId();
    }

    private static List<Failure> failures(int n, long seed) {
        Random random = new Random(seed);
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String text = String.format(
                    KINDS.get(i % KINDS.size()), random.nextInt(90_000), random.nextInt(50), random.nextInt(3000));
            failures.add(Failure.of(text, NOON.plusSeconds(i)));
        }
        return failures;
    }
}
