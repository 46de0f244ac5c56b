package io.tillwatch.app;

import io.tillwatch.app.assembly.Assembly;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM close everything in order, within ten seconds: what has not stopped by then is left behind, since
 * every store survives a kill.
 */
public final class Shutdown implements AutoCloseable {
    private static final long AT_MOST_SECONDS = 9;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Shutdown(Assembly assembly) {
        hook = new Thread(
                () -> {
                    asked.countDown();
                    Thread closing = new Thread(
                            () -> {
                                assembly.close();
                                closed.countDown();
                            },
                            "closing");
                    closing.setDaemon(true);
                    closing.start();
                    try {
                        if (!closed.await(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
                            Runtime.getRuntime().halt(1);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "shutdown");
    }

    public static Shutdown of(Assembly assembly) {
        Shutdown shutdown = new Shutdown(assembly);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Waits until somebody asks the process to stop; the process ends while this waits. */
    public void await() throws InterruptedException {
        asked.await();
        // The hook ends the process; returning would race with it for the exit code.
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs and closes.
            asked.countDown();
        }
    }
}
