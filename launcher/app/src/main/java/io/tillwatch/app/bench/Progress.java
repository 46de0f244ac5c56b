package io.tillwatch.app.bench;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** What the person at the keyboard sees of a step; drawn on the error stream, so that results stay clean. */
final class Progress implements AutoCloseable {
    private static final int REDRAW_MILLIS = 500;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(String step, long total) {
        return new Progress(new ProgressBarBuilder()
                .setTaskName(step)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .build());
    }

    void step() {
        bar.step();
    }

    void reached(long done) {
        bar.stepTo(Math.min(done, bar.getMax()));
    }

    @Override
    public void close() {
        bar.close();
    }
}
