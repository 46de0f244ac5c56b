package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.Fold.Folded;
import io.tillwatch.inventory.StockCase.Step;
import io.tillwatch.state.PackedState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger that was folded says what one that never was says, whatever comes afterwards. */
class FoldTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 240);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_folded_ledger_stays_equal_to_the_unfolded_one(long seed, @TempDir Path directory) {
        // Given a day of which an early part is beyond the horizon, known whole, and some of the rest is known too
        Random random = new Random(seed);
        List<Step> events = RandomStock.day(seed, "", 120);
        Instant boundary = passed(events.get(50 + random.nextInt(50)).time());
        List<Step> known = new ArrayList<>();
        List<Step> later = new ArrayList<>();
        Set<EventRef> early = known(events, boundary);
        for (Step event : events) {
            boolean now = early.contains(ref(event)) || random.nextInt(3) == 0;
            (now ? known : later).add(event);
        }
        Collections.shuffle(known, random);
        Collections.shuffle(later, random);
        try (Twin twin = new Twin(directory)) {
            known.forEach(twin::both);

            // When one of two equal ledgers is folded, the rest arrives, and it is folded once more at the same
            // boundary
            int folded = twin.fold(boundary);
            twin.assertEqual(boundary);
            later.forEach(twin::both);

            // Then
            assertThat(folded).isPositive();
            twin.assertEqual(boundary);
            twin.fold(boundary);
            twin.assertEqual(boundary);
            twin.fold(passed(boundary.plusSeconds(3 * 3600)));
            twin.assertEqual(passed(boundary.plusSeconds(3 * 3600)));
        }
    }

    @Test
    void a_long_past_becomes_a_handful_of_movements() {
        // Given a thousand sales, a count among them, and one yesterday's sale
        List<Movement> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(Movements.sold("s" + i, 1, NOON.plusSeconds(i)));
        }
        all.add(Movements.counted("c1", "C1", 500, NOON.plusSeconds(600)));
        Movement recent = Movements.sold("r1", 2, NOON.plusSeconds(90_000));
        all.add(recent);

        // When
        Folded folded = Fold.of(all, NOON.plusSeconds(80_000));

        // Then the count stays, and the movements say how many they stand for
        assertThat(folded.removed()).hasSize(1000).doesNotContain(recent);
        assertThat(folded.added()).hasSizeLessThanOrEqualTo(4);
        List<Movement> rest = new ArrayList<>(all);
        rest.removeAll(folded.removed());
        rest.addAll(folded.added());
        Book book = Movements.book(rest);
        assertThat(book.onHand()).isEqualByComparingTo("99");
        assertThat(book.sold()).isEqualByComparingTo("1002");
        assertThat(book.movements()).isEqualTo(1002);
        assertThat(book.counts().get(0).variance()).isEqualByComparingTo("1101");
        // and a second folding finds nothing to do
        assertThat(Fold.of(rest, NOON.plusSeconds(80_000)).removed()).isEmpty();
    }

    @Test
    void what_is_open_is_not_folded() {
        // Given an old reservation of which a part is open, one that is served, and a transfer that came short
        List<Movement> all = List.of(
                Movements.of(MovementKind.RESERVED, "e1", 3, "R1", NOON),
                Movements.of(MovementKind.FULFILLED, "e2", 1, "R1", NOON),
                Movements.of(MovementKind.RESERVED, "e3", 3, "R2", NOON),
                Movements.of(MovementKind.FULFILLED, "e4", 3, "R2", NOON),
                Movements.of(MovementKind.EXPECTED, "e5", 9, "T1", NOON),
                Movements.of(MovementKind.TRANSFER_RECEIVED, "e6", 8, "T1", NOON));

        // When, then
        assertThat(Fold.of(all, NOON.plusSeconds(1)).removed())
                .extracting(Movement::eventId)
                .containsExactly("e3", "e4");
    }

    /**
     * What must be known before the boundary is drawn: all that is older, the corrections of it, and what the contract
     * of folding excludes afterwards.
     */
    private static Set<EventRef> known(List<Step> events, Instant boundary) {
        Set<EventRef> known = new HashSet<>();
        Map<EventRef, Step> byRef = new HashMap<>();
        events.forEach(event -> byRef.put(ref(event), event));
        for (Step event : events) {
            if (event.time().isBefore(boundary) || excludesOld(event, events, boundary) || inTwoCuts(event, events)) {
                known.add(ref(event));
            }
        }
        for (Step event : events) {
            if (event.corrects() != null && known.contains(event.corrects())) {
                known.add(ref(event));
            }
        }
        return known;
    }

    /** Some tills are a year ahead; a boundary never is. */
    private static Instant passed(Instant time) {
        return time.isBefore(RandomStock.NOW) ? time : RandomStock.NOW;
    }

    private static boolean excludesOld(Step count, List<Step> events, Instant boundary) {
        Map<String, Long> cut = count.cut();
        return cut != null
                && events.stream()
                        .anyMatch(event -> event.time().isBefore(boundary)
                                && cut.containsKey(event.source())
                                && event.sequence() > cut.get(event.source()));
    }

    private static boolean inTwoCuts(Step event, List<Step> events) {
        return events.stream()
                        .filter(count -> count.cut() != null
                                && count.cut().getOrDefault(event.source(), -1L) >= event.sequence())
                        .count()
                > 1;
    }

    private static EventRef ref(Step step) {
        return new EventRef(step.source(), step.id());
    }

    /** The same events into a ledger that is folded and one that is not. */
    private static final class Twin implements AutoCloseable {
        private final Intake intake = new Intake(new Index());
        private final InMemoryLedgerStore whole = new InMemoryLedgerStore();
        private final PackedState state;
        private final LedgerStore folded;

        Twin(Path directory) {
            state = PackedState.open(directory, LedgerKeys.SPACES, (number, chunk) -> {});
            folded = new PackedLedgerStore(state, 4);
        }

        @Override
        public void close() {
            state.close();
        }

        void both(Step step) {
            Event<?> event = step.toEvent();
            if (intake.admit(event, step.time()) instanceof Intake.Admitted admitted) {
                for (LedgerStore store : List.of(whole, folded)) {
                    StockLedger ledger = new StockLedger(store);
                    admitted.movements().forEach(movement -> ledger.apply(movement, RandomStock.NOW));
                }
            }
            EventRef target = event.envelope().corrects();
            if (target != null) {
                for (String position : intake.correct(target, step.time())) {
                    int bar = position.indexOf('|');
                    String sku = position.substring(0, bar);
                    String location = position.substring(bar + 1);
                    for (LedgerStore store : List.of(whole, folded)) {
                        new StockLedger(store).undo(sku, location, target, RandomStock.NOW, RandomStock.NOW);
                    }
                }
            }
        }

        /** How many movements fewer there are. */
        int fold(Instant boundary) {
            StockLedger ledger = new StockLedger(folded);
            int[] fewer = {0};
            whole.positions((sku, location, book) -> fewer[0] += ledger.fold(sku, location, boundary, RandomStock.NOW));
            return fewer[0];
        }

        void assertEqual(Instant boundary) {
            Set<String> wrong = new TreeSet<>();
            state.write();
            StoredLedger reader = new StoredLedger(state);
            whole.positions((sku, location, book) -> {
                String expected = words(book, boundary);
                String told = words(folded.book(sku, location), boundary);
                String read = words(Objects.requireNonNull(reader.book(sku, location)), boundary);
                if (!told.equals(expected) || !read.equals(expected)) {
                    wrong.add(sku + " at " + location + "\n  folded " + told + "\n  read   " + read + "\n  whole  "
                            + expected);
                }
            });
            assertThat(wrong).isEmpty();
        }

        private static String words(Book book, Instant boundary) {
            List<Count> counts = book.counts();
            int from = 0;
            while (from + 1 < counts.size() && counts.get(from + 1).countedAt().isBefore(boundary)) {
                from++;
            }
            StringBuilder words = new StringBuilder();
            for (Object figure : new Object[] {
                book.onHand(), book.reserved(), book.inTransit(), book.damaged(), book.buffer(), book.sold()
            }) {
                words.append(((java.math.BigDecimal) figure)
                                .stripTrailingZeros()
                                .toPlainString())
                        .append(' ');
            }
            words.append(book.bufferAt())
                    .append(' ')
                    .append(book.unit())
                    .append(' ')
                    .append(book.movements());
            words.append(' ').append(book.firstAt()).append(' ').append(book.lastAt());
            counts.subList(from, counts.size())
                    .forEach(count -> words.append(' ')
                            .append(count.id())
                            .append('=')
                            .append(count.variance().stripTrailingZeros().toPlainString()));
            return words.toString();
        }
    }

    private static final class Index implements EventIndex {
        private final Map<EventRef, Known> known = new HashMap<>();

        @Override
        public @Nullable Known find(String source, String id) {
            return known.get(new EventRef(source, id));
        }

        @Override
        public void put(String source, String id, Known value) {
            known.put(new EventRef(source, id), value);
        }
    }
}
