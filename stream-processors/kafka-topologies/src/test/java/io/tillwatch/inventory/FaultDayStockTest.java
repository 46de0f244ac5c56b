package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.simulator.Emission;
import io.tillwatch.simulator.Scenario;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All records of a day on which much goes wrong, as they reach the broker, through the rules alone. */
class FaultDayStockTest {
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final StockLedger ledger = new StockLedger(store);
    private final Intake intake = new Intake(new InMemoryEventIndex());

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 5})
    void every_position_is_what_is_really_on_the_shelf(long seed) {
        // Given
        World world = World.plan(SimulatorConfig.demo(seed).playing(Scenario.FAULT_DAY));

        // When
        world.emissions().forEach(this::take);

        // Then
        Instant end = world.config().worldEnd();
        ledger.expire(end, (sku, location) -> {});
        List<String> wrong = new ArrayList<>();
        world.truth().positions().forEach((key, truth) -> {
            Book book = store.book(truth.sku(), truth.location());
            if (book.onHand().compareTo(truth.onHand()) != 0 || book.reserved().compareTo(truth.reserved()) != 0) {
                wrong.add(key + " on hand " + book.onHand() + " is " + truth.onHand() + ", reserved " + book.reserved()
                        + " is " + truth.reserved());
            }
        });
        assertThat(wrong).isEmpty();
    }

    private void take(Emission emission) {
        ProducerRecord<String, byte[]> record = emission.record();
        Instant now = emission.at();
        try {
            Event<?> event = EventCodec.decode(record.topic(), record.headers(), record.value());
            if (intake.admit(event, now) instanceof Intake.Admitted admitted) {
                admitted.movements().forEach(movement -> ledger.apply(movement, now));
                EventRef target = event.envelope().corrects();
                if (target != null) {
                    intake.correct(target, now).forEach(key -> undo(key, target, now));
                }
            }
        } catch (ContractViolation refused) {
            // Poison is part of the day; it belongs in quarantine.
        }
    }

    private void undo(String key, EventRef target, Instant now) {
        int bar = key.lastIndexOf('|');
        ledger.undo(key.substring(0, bar), key.substring(bar + 1), target, now, now);
    }
}
