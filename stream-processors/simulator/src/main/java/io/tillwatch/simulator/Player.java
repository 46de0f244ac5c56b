package io.tillwatch.simulator;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a world on its clock: sends what is due and applies what happens in Odoo, about every 20 ms of real time.
 * One thread of its own; the methods may be called from any thread. It closes neither the producer nor the stand-in.
 */
public final class Player implements AutoCloseable {
    private static final long TICK_MILLIS = 20;

    /** How far the world has got. */
    public record Progress(Instant worldTime, long sent, long total, boolean done) {}

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
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong unacknowledged = new AtomicLong();
    private int nextEmission;
    private int nextAction;

    /**
     * @param clock started at the world's start
     * @param odoo takes the actions in order of time: {@code standIn::apply}
     * @param progress called on the player's thread after each tick; must be quick
     */
    public Player(
            World world,
            WorldClock clock,
            Producer<String, byte[]> producer,
            Consumer<OdooAction> odoo,
            Consumer<Progress> progress) {
        this.emissions = world.emissions();
        this.actions = world.odooActions();
        this.clock = clock;
        this.producer = producer;
        this.odoo = odoo;
        this.progress = progress;
    }

    /**
     * Goes on where another player stopped: skips what that one sent. What happened in Odoo is applied again from the
     * beginning, since the stand-in forgets.
     *
     * @param sent how many records the other one had sent
     */
    public Player after(long sent) {
        nextEmission = (int) Math.min(sent, emissions.size());
        return this;
    }

    public Player start() {
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void tick() {
        try {
            Instant now = clock.instant();
            while (nextAction < actions.size() && !actions.get(nextAction).at().isAfter(now)) {
                odoo.accept(actions.get(nextAction++));
            }
            while (nextEmission < emissions.size()
                    && !emissions.get(nextEmission).at().isAfter(now)) {
                send(emissions.get(nextEmission++));
            }
            boolean finished = nextEmission == emissions.size() && nextAction == actions.size();
            if (finished) {
                producer.flush();
            }
            progress.accept(new Progress(now, nextEmission, emissions.size(), finished));
            if (finished) {
                end();
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            end();
        }
    }

    private void send(Emission emission) {
        unacknowledged.incrementAndGet();
        var unused = producer.send(emission.record(), (metadata, error) -> {
            unacknowledged.decrementAndGet();
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
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
     * @throws IllegalStateException when a record could not be sent or an action not applied
     */
    public boolean awaitDone(Duration atMost) throws InterruptedException {
        boolean ended = done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the simulated world could not be played", failed);
        }
        return ended && unacknowledged.get() == 0;
    }

    @Override
    public void close() {
        stop();
    }
}
