package io.tillwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.State;
import io.tillwatch.contracts.watch.Notification.What;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Address ANYWHERE = new Address.Webhook(URI.create("http://127.0.0.1:1"), new Secret("s"));

    private final List<Notification> log = new ArrayList<>();
    private Outbox outbox = new Outbox(to(null));

    @Test
    void tells_when_it_opens_gets_worse_and_is_over_and_nothing_in_between() {
        Trouble trouble = Trouble.of("i1", 2);

        tell(trouble, 0);
        tell(trouble.now(2), 1);
        tell(trouble.now(1), 2);
        tell(trouble.now(1), 3);
        tell(trouble.now(1).over(), 4);
        tell(Trouble.of("i2", 4), 5);
        tell(Trouble.of("i2", 4).over(), 6);

        assertThat(log).extracting(Notification::what).containsExactly(What.OPENED, What.RAISED, What.RESOLVED);
        assertThat(log).extracting(Notification::priorityBefore).containsExactly(null, 2, 1);
    }

    @Test
    void what_is_expected_calls_nobody() {
        tell(Trouble.of("i1", 1).expected("promotion"), 0);

        assertThat(log).isEmpty();
    }

    @Test
    void what_is_silenced_is_told_when_the_silence_ends_and_its_end_to_those_who_knew() {
        Trouble trouble = Trouble.of("i1", 1);

        List<Notification> silent = outbox.decide(trouble.incident(), NOW, true);
        List<Notification> told = outbox.decide(trouble.incident(), NOW, false);
        List<Notification> again = outbox.decide(trouble.incident(), NOW, false);
        List<Notification> over = outbox.decide(trouble.over().incident(), NOW, true);

        assertThat(silent).isEmpty();
        assertThat(told).extracting(Notification::what).containsExactly(What.OPENED);
        assertThat(again).isEmpty();
        assertThat(over).extracting(Notification::what).containsExactly(What.RESOLVED);
    }

    @Test
    void what_opens_again_is_told_again_under_another_key() {
        Trouble trouble = Trouble.of("i1", 2);

        tell(trouble, 0);
        tell(trouble.over(), 1);
        tell(trouble.over().now(2), 2);

        assertThat(log).extracting(Notification::what).containsExactly(What.OPENED, What.RESOLVED, What.OPENED);
        assertThat(log).extracting(Notification::key).doesNotHaveDuplicates();
    }

    @Test
    void routes_lead_by_kind_priority_owner_and_flow_and_each_receiver_hears_once() {
        // Given
        Receiver duty = new Receiver("duty", ANYWHERE, null);
        Receiver finance = new Receiver("finance", ANYWHERE, null);
        outbox = new Outbox(new NotificationRules(
                List.of(duty, finance),
                List.of(
                        new Route(Set.of("duty"), 1, Set.of(), Set.of(), Set.of()),
                        new Route(Set.of("duty"), 3, Set.of(IncidentKind.OVERSELL), Set.of(), Set.of()),
                        new Route(Set.of("finance"), 5, Set.of(), Set.of("finance"), Set.of()),
                        new Route(Set.of("finance"), 5, Set.of(), Set.of(), Set.of("web-orders-eu"))),
                null,
                NotificationRules.Patience.DEFAULT));

        // When
        tell(Trouble.of("p1", 1), 0);
        tell(Trouble.of("p2", 2), 0);
        tell(Trouble.of("oversell", 3).kind(IncidentKind.OVERSELL), 0);
        tell(Trouble.of("both", 1).kind(IncidentKind.OVERSELL).owner("finance"), 0);

        // Then
        assertThat(log)
                .extracting(one -> one.receiver() + " " + one.key())
                .containsExactly(
                        "duty p1-opened-v1",
                        "duty oversell-opened-v1",
                        "duty both-opened-v1",
                        "finance both-opened-v1");
    }

    @Test
    void a_storm_becomes_its_first_messages_and_one_digest_that_counts_the_rest() {
        // Given
        outbox = new Outbox(to(new Receiver.Limit(3, EVERY)));

        // When
        for (int i = 0; i < 1000; i++) {
            tell(Trouble.of("i" + i, 1 + i % 2), 0);
        }
        List<Notification> early = outbox.due(NOW.plus(EVERY).minusMillis(1));
        List<Notification> digest = outbox.due(NOW.plus(EVERY));

        // Then
        assertThat(early).isEmpty();
        assertThat(outbox.waiting("duty"))
                .extracting(Notification::what)
                .hasSize(4)
                .endsWith(What.DIGEST);
        assertThat(digest).hasSize(998);
        assertThat(digest.get(997)).satisfies(one -> {
            assertThat(one.heldCount()).isEqualTo(997);
            assertThat(one.held()).hasSize(20).allMatch(facts -> facts.priority() == 1);
        });
        assertThat(digest.subList(0, 997))
                .allMatch(one ->
                        one.state() == State.DIGESTED && digest.get(997).key().equals(one.note()));
        assertThat(outbox.due(NOW.plus(EVERY.multipliedBy(9)))).isEmpty();
    }

    @Test
    void the_end_of_what_was_told_is_told_whatever_the_limit_and_the_end_of_what_was_held_is_held() {
        // Given
        outbox = new Outbox(to(new Receiver.Limit(1, EVERY)));
        tell(Trouble.of("told", 1), 0);
        tell(Trouble.of("held", 1), 0);

        // When
        tell(Trouble.of("told", 1).over(), 1);
        tell(Trouble.of("held", 1).over(), 1);

        // Then
        assertThat(log)
                .extracting(Notification::state)
                .containsExactly(State.WAITING, State.HELD, State.WAITING, State.HELD);
        assertThat(outbox.due(NOW.plus(EVERY)))
                .last()
                .satisfies(digest -> assertThat(digest.held())
                        .singleElement()
                        .satisfies(facts -> assertThat(facts.status()).hasToString("RESOLVED")));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void an_outbox_that_is_read_back_at_any_point_goes_on_as_if_nothing_had_been(long seed) {
        // Given
        NotificationRules rules = to(new Receiver.Limit(4, EVERY));
        List<Notification> whole = play(rules, new Random(seed), Integer.MAX_VALUE);
        int at = new Random(seed).nextInt(200);

        // When
        List<Notification> interrupted = play(rules, new Random(seed), at);

        // Then
        assertThat(interrupted).isEqualTo(whole);
        assertThat(whole).extracting(Notification::what).contains(What.DIGEST, What.RAISED, What.RESOLVED);
    }

    /** Two hundred changes of thirty incidents, with deliveries in between; at one of them the outbox starts anew. */
    private static List<Notification> play(NotificationRules rules, Random random, int restartAt) {
        List<Notification> log = new ArrayList<>();
        Outbox outbox = new Outbox(rules);
        Instant now = NOW;
        for (int i = 0; i < 200; i++) {
            if (i == restartAt) {
                outbox = new Outbox(rules);
                log.forEach(outbox::restore);
            }
            now = now.plusSeconds(random.nextInt(120));
            String id = "i" + random.nextInt(30);
            Trouble trouble = new Trouble(
                    id,
                    i,
                    IncidentKind.FLOW_LATE,
                    1 + random.nextInt(3),
                    random.nextInt(3) == 0
                            ? io.tillwatch.contracts.watch.Incident.Status.RESOLVED
                            : io.tillwatch.contracts.watch.Incident.Status.OPEN,
                    "commerce",
                    null);
            log.addAll(outbox.decide(trouble.incident(), now, false));
            log.addAll(outbox.due(now));
            for (Notification next : outbox.waiting("duty")) {
                if (random.nextBoolean()) {
                    log.add(
                            random.nextInt(10) > 0
                                    ? outbox.delivered(next, now)
                                    : outbox.refused(next, now, "status 400"));
                }
            }
        }
        return log;
    }

    private void tell(Trouble trouble, long second) {
        log.addAll(outbox.decide(trouble.incident(), NOW.plusSeconds(second), false));
    }

    private static NotificationRules to(Receiver.Limit limit) {
        return new NotificationRules(
                List.of(new Receiver("duty", ANYWHERE, limit)),
                List.of(new Route(Set.of("duty"), 2, Set.of(), Set.of(), Set.of())),
                null,
                NotificationRules.Patience.DEFAULT);
    }
}
