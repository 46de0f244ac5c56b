package io.tillwatch.app.bench;

/**
 * How fast a side was within its timed part.
 *
 * @param events that were timed
 * @param threadCpuMicros processor time a event of the thread that does the work
 * @param processCpuMicros processor time a event of the whole process, the embedded broker included
 */
record Rate(long events, double seconds, double eventsPerSecond, double threadCpuMicros, double processCpuMicros) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    static Rate of(long events, long nanos, Cpu.Used used) {
        double seconds = nanos / NANOS_PER_SECOND;
        return new Rate(
                events,
                Figures.round(seconds, 3),
                Figures.round(events / seconds, 0),
                Figures.round(used.thread() / NANOS_PER_MICRO / events, 3),
                Figures.round(used.process() / NANOS_PER_MICRO / events, 3));
    }
}
