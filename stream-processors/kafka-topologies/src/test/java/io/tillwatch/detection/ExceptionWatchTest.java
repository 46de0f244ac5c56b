package io.tillwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.models.exceptions.ExceptionClusterer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExceptionWatchTest {
    private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");
    private static final Duration WARM_UP = Duration.ofMinutes(30);

    private final ExceptionClusterer clusterer = ExceptionClusterer.create();
    private final ExceptionWatch watch = new ExceptionWatch(clusterer, WARM_UP);
    private Instant now = MORNING;

    @BeforeEach
    void an_hour_of_the_usual() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(fail("Read timed out after " + (minute * 37 + 200) + " ms"))
                    .isEmpty();
            now = now.plusSeconds(60);
        }
    }

    @Test
    void a_failure_never_seen_before_is_told_when_it_comes_the_third_time() {
        // When
        List<Signal> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            told.addAll(fail("Ledger " + (7000 + i) + " refuses token of order WEB-" + i));
            now = now.plusSeconds(20);
        }

        // Then one template, whatever its numbers
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.EXCEPTION_NEW);
            assertThat(signal.actual()).isEqualTo(3.0);
            assertThat(signal.summary()).contains("came 3 times from payments", "Ledger", "refuses token of order");
            assertThat(signal.summary()).doesNotContain("7001");
            assertThat(signal.startedAt()).isEqualTo(MORNING.plus(Duration.ofHours(1)));
        });
    }

    @Test
    void a_rare_failure_that_the_first_hour_did_not_show_is_no_news() {
        // When it comes every ten minutes from now on
        List<Signal> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            told.addAll(fail("No price list for customer " + i));
            now = now.plus(Duration.ofMinutes(10));
        }

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void two_kinds_of_failure_are_two_subjects() {
        // When
        List<Signal> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            told.addAll(fail("Ledger " + i + " refuses token"));
            told.addAll(fail("No route to host 10.0.0." + i + " via gateway"));
        }

        // Then
        assertThat(told).extracting(Signal::subject).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_storm_is_told_once_a_minute() {
        // When it comes every second for five minutes
        List<Signal> told = new ArrayList<>();
        for (int second = 0; second < 300; second++) {
            told.addAll(fail("Ledger " + second + " refuses token"));
            now = now.plusSeconds(1);
        }

        // Then
        assertThat(told).hasSize(5);
        assertThat(told).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(told).extracting(Signal::actual).startsWith(3.0, 61.0).endsWith(241.0);
    }

    @Test
    void what_was_learned_is_known_after_a_restart() {
        // Given
        ExceptionWatch again = new ExceptionWatch(ExceptionClusterer.restore(watch.snapshot()), WARM_UP);

        // When the usual comes again, and then something new
        List<Signal> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            again.failed(failed("Read timed out after " + i + " ms"), now).ifPresent(told::add);
        }
        assertThat(told).isEmpty();
        for (int i = 0; i < 3; i++) {
            again.failed(failed("Ledger " + i + " refuses token"), now).ifPresent(told::add);
        }

        // Then it does not have to learn for half an hour again
        assertThat(told).hasSize(1);
    }

    private List<Signal> fail(String message) {
        return watch.failed(failed(message), now).stream().toList();
    }

    private Failed failed(String message) {
        return new Failed(
                "payments",
                now,
                new ExceptionRaised("payments", "java.lang.IllegalStateException", message, null, null));
    }
}
