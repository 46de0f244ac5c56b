package io.tillwatch.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * Writes chunks beside the thread that fills them: sorting them into RocksDB took a seventh of it. One chunk at a time is
 * on its way, so whoever hands over the next one waits for it. A write that fails is told to everybody who comes after:
 * from then on the store must not be trusted. One thread hands over, any may wait.
 */
final class ChunkWriter implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final Consumer<byte[]> files;
    private final ThreadPoolExecutor thread;
    private volatile CompletableFuture<Void> onItsWay = CompletableFuture.completedFuture(null);

    /** @param name of the thread */
    ChunkWriter(String name, Consumer<byte[]> files) {
        this.files = files;
        this.thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread own = new Thread(task, name);
                    own.setDaemon(true);
                    return own;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** @throws ProcessorStateException when an earlier chunk could not be written */
    void write(byte[] chunk) {
        await();
        onItsWay = CompletableFuture.runAsync(() -> files.accept(chunk), thread);
    }

    /**
     * Waits until all is written.
     *
     * @throws ProcessorStateException when a chunk could not be written
     */
    void await() {
        try {
            onItsWay.join();
        } catch (CompletionException e) {
            throw new ProcessorStateException("a chunk handed over earlier is not in the store", e.getCause());
        }
    }

    /** Waits as {@link #await} does, and ends. */
    @Override
    public void close() {
        try {
            await();
        } finally {
            thread.shutdown();
        }
    }
}
