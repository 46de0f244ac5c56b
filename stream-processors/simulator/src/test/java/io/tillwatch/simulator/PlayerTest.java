package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The producer is the one that Kafka ships for tests. */
class PlayerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world = Worlds.of(7);
    private final List<OdooAction> applied = Collections.synchronizedList(new ArrayList<>());
    private final List<Player.Progress> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void the_opening_is_sent_while_the_clock_stands() {
        // Given
        Refusing producer = new Refusing(Integer.MAX_VALUE);
        try (Player player = at(world.config().worldStart(), producer)) {
            // When
            player.open();

            // Then
            assertThat(producer.history())
                    .hasSize(world.opening())
                    .allMatch(record -> record.topic().equals(TopicNames.STOCK));
            assertThat(told).singleElement().satisfies(progress -> {
                assertThat(progress.sent()).isEqualTo(world.opening());
                assertThat(progress.worldTime()).isEqualTo(world.config().worldStart());
                assertThat(progress.done()).isFalse();
            });
        }
    }

    @Test
    void a_whole_world_is_played_once() throws InterruptedException {
        // Given
        Refusing producer = new Refusing(Integer.MAX_VALUE);
        try (Player player = at(world.config().worldEnd(), producer)) {
            // When
            player.open();
            boolean done = player.start().awaitDone(SOON);

            // Then
            assertThat(done).isTrue();
            assertThat(producer.history()).hasSize(world.emissions().size());
            assertThat(applied).isEqualTo(world.odooActions());
            assertThat(told.get(told.size() - 1))
                    .isEqualTo(new Player.Progress(
                            world.config().worldEnd(),
                            world.emissions().size(),
                            world.emissions().size(),
                            true,
                            true));
        }
    }

    @Test
    void who_goes_on_finds_the_books_as_they_were_and_sends_only_the_rest() throws InterruptedException {
        // Given a world that stopped in the middle
        Instant middle = world.config().at(0.5);
        long sent = world.emissions().stream()
                .filter(emission -> !emission.at().isAfter(middle))
                .count();
        Refusing producer = new Refusing(Integer.MAX_VALUE);

        // When
        try (Player player = at(middle, producer).resume(sent)) {
            // Then all that had happened in Odoo stands there before anything is sent
            assertThat(applied)
                    .isNotEmpty()
                    .isEqualTo(world.odooActions().stream()
                            .filter(action -> !action.at().isAfter(middle))
                            .toList());
            player.open();
            assertThat(producer.history()).isEmpty();
        }

        // and at the end the rest has been sent
        try (Player player = at(world.config().worldEnd(), producer).resume(sent)) {
            assertThat(player.start().awaitDone(SOON)).isTrue();
            assertThat(producer.history()).hasSize((int) (world.emissions().size() - sent));
        }
    }

    @Test
    void who_stops_in_the_middle_says_last_how_many_records_are_sent() {
        // Given
        Refusing producer = new Refusing(Integer.MAX_VALUE);
        Player player = at(world.config().at(0.5), producer).resume(world.opening());
        player.start();
        await().until(() -> producer.history().size() > 1_000);

        // When
        player.close();

        // Then
        assertThat(told.get(told.size() - 1)).satisfies(progress -> {
            assertThat(progress.last()).isTrue();
            assertThat(progress.done()).isFalse();
            assertThat(progress.sent())
                    .isEqualTo(world.opening() + producer.history().size());
        });
    }

    @Test
    void the_first_record_that_the_broker_does_not_take_ends_the_play() {
        // Given a broker that takes no more than 20,000 records
        int taken = 20_000;
        Refusing producer = new Refusing(taken);
        try (Player player = at(world.config().worldEnd(), producer)) {
            player.open();

            // When
            player.start();

            // Then it says so in a line, nothing is sent behind the refused one, and the rest counts as not sent
            String topic = world.emissions().get(taken).record().topic();
            assertThatThrownBy(() -> player.awaitDone(SOON))
                    .isInstanceOf(PlaybackException.class)
                    .hasMessage("the broker does not take a record for " + topic + " (TimeoutException)");
            assertThat(producer.history()).hasSize(taken);
            assertThat(told).allMatch(progress -> progress.sent() <= taken && !progress.done());
        }
    }

    @Test
    void an_opening_that_the_broker_does_not_take_is_no_opening() {
        // Given
        Refusing producer = new Refusing(10);
        try (Player player = at(world.config().worldStart(), producer)) {
            // When, then
            assertThatThrownBy(player::open)
                    .isInstanceOf(PlaybackException.class)
                    .hasMessage("the broker does not take a record for retail.stock (TimeoutException)");
            assertThat(producer.history()).hasSize(10);
        }
    }

    private Player at(Instant now, Refusing producer) {
        WorldClock clock = WorldClock.startingAt(now, 1, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new Player(world, clock, producer, applied::add, told::add);
    }

    /** Takes so many records and refuses all others as Kafka's own producer does, by the callback. */
    private static final class Refusing extends MockProducer<String, byte[]> {
        private final int most;

        Refusing(int most) {
            super(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
            this.most = most;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            if (history().size() < most) {
                return super.send(record, callback);
            }
            TimeoutException refusal = new TimeoutException("nobody there");
            callback.onCompletion(null, refusal);
            return java.util.concurrent.CompletableFuture.failedFuture(refusal);
        }
    }
}
