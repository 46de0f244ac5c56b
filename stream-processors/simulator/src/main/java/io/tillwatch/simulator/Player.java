package io.tillwatch.simulator;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a world on its clock: sends what is due and applies what happens in Odoo, about every 20 ms of real time. What
 * the broker does not take ends it. One thread of its own; {@link #resume} and {@link #open} come before {@link #start}
 * and run on their caller's, the other methods may be called from any thread. It closes neither the producer nor the
 * stand-in.
 */
public final class Player implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final long TICK_MILLIS = 20;
    private static final long LONGEST_UNSETTLED_NANOS = 1_000_000_000L;
    /** Longer than a broker that works takes, and short enough for somebody who waits for the process to end. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /**
     * How far the world has got.
     *
     * @param sent records, in their order, that the broker is known to have
     * @param done whether that is the whole world
     * @param last whether the player stops here and tells nothing more
     */
    public record Progress(Instant worldTime, long sent, long total, boolean done, boolean last) {}

    private final World world;
    private final List<Emission> emissions;
    private final List<OdooAction> actions;
    private final WorldClock clock;
    private final Producer<String, byte[]> producer;
    private final Consumer<OdooAction> odoo;
    private final Consumer<Progress> progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "simulator-player");
        own.setDaemon(true);
        return own;
    });
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable PlaybackException> failure = new AtomicReference<>();
    private final AtomicLong unacknowledged = new AtomicLong();
    private int nextEmission;
    private int nextAction;
    private int settled;
    private boolean finished;
    private long settledNanos = System.nanoTime();

    /**
     * @param clock started at the world's start, or where another player stopped
     * @param odoo takes the actions in order of time: {@code standIn::apply}
     * @param progress called after each tick, on the thread that made it; must be quick
     */
    public Player(
            World world,
            WorldClock clock,
            Producer<String, byte[]> producer,
            Consumer<OdooAction> odoo,
            Consumer<Progress> progress) {
        this.world = world;
        this.emissions = world.emissions();
        this.actions = world.odooActions();
        this.clock = clock;
        this.producer = producer;
        this.odoo = odoo;
        this.progress = progress;
    }

    /**
     * Goes on where another player stopped: skips what that one sent. What happened in Odoo up to now is applied again,
     * here and at once, since the stand-in forgets and nobody may read it while it does.
     *
     * @param sent how many records the other one had sent
     */
    public Player resume(long sent) {
        nextEmission = (int) Math.min(sent, emissions.size());
        settled = nextEmission;
        act(clock.instant());
        return this;
    }

    /**
     * Sends what comes before the world's start, and waits until the broker has it. The clock may stand still.
     *
     * @throws PlaybackException when a record could not be sent
     */
    public void open() {
        sendWhile(emission -> emission.at().isBefore(world.config().worldStart()));
        producer.flush();
        settle();
        PlaybackException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        progress.accept(new Progress(clock.instant(), settled, emissions.size(), false, false));
    }

    public Player start() {
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void tick() {
        try {
            settle();
            Instant now = clock.instant();
            act(now);
            sendWhile(emission -> !emission.at().isAfter(now));
            boolean all = nextEmission == emissions.size() && nextAction == actions.size();
            if (all || System.nanoTime() - settledNanos > LONGEST_UNSETTLED_NANOS) {
                producer.flush();
                settle();
            }
            finished = all && settled == emissions.size();
            progress.accept(new Progress(now, settled, emissions.size(), finished, finished));
            if (finished || failure.get() != null) {
                end();
            }
        } catch (RuntimeException e) {
            String what =
                    "it stopped at " + clock.instant() + " (" + e.getClass().getSimpleName() + ")";
            failure.compareAndSet(null, new PlaybackException(what, e));
            end();
        }
    }

    private void act(Instant now) {
        while (nextAction < actions.size() && !actions.get(nextAction).at().isAfter(now)) {
            odoo.accept(actions.get(nextAction++));
        }
    }

    private void sendWhile(Predicate<Emission> due) {
        while (failure.get() == null && nextEmission < emissions.size() && due.test(emissions.get(nextEmission))) {
            send(emissions.get(nextEmission++));
        }
    }

    private void send(Emission emission) {
        var record = emission.record();
        unacknowledged.incrementAndGet();
        var unused = producer.send(record, (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(
                        null,
                        new PlaybackException(
                                "the broker does not take a record for " + record.topic() + " ("
                                        + error.getClass().getSimpleName() + ")",
                                error));
            }
            unacknowledged.decrementAndGet();
        });
    }

    /** Records may be taken in another order than they were sent in: only with none on its way is all known to be there. */
    private void settle() {
        if (unacknowledged.get() == 0 && failure.get() == null) {
            settled = nextEmission;
            settledNanos = System.nanoTime();
        }
    }

    /** Sends nothing more. */
    public void stop() {
        end();
    }

    private void end() {
        thread.shutdown();
        done.countDown();
    }

    /**
     * Waits until everything was sent and acknowledged, or the player was stopped.
     *
     * @return false when the time was not enough
     * @throws PlaybackException when a record could not be sent or an action not applied
     */
    public boolean awaitDone(Duration atMost) throws InterruptedException {
        boolean ended = done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        PlaybackException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return ended;
    }

    /** Sends nothing more and says how far it got, so that another one neither sends a record again nor leaves one out. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)
                    || finished
                    || failure.get() != null) {
                return;
            }
            CompletableFuture.runAsync(producer::flush).get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            // The broker is away: what is not known to be there is sent again, and counts as a duplicate if it was.
            LOG.warn("the world stops with {} records on their way", unacknowledged.get(), e);
        }
        settle();
        progress.accept(new Progress(clock.instant(), settled, emissions.size(), false, true));
    }
}
