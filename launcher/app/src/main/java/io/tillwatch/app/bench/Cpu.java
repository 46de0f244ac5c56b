package io.tillwatch.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Processor time by moment, taken again and again: what was used between two moments is read off afterwards. One thread
 * takes the samples.
 */
final class Cpu {
    private static final String STREAM_THREAD = "StreamThread";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final TreeMap<Long, Used> samples = new TreeMap<>();

    /**
     * Nanoseconds of processor time.
     *
     * @param thread of the thread or threads that do the work
     * @param process of everything in this process: the broker, its clients, the compiler and the collector too
     */
    record Used(long thread, long process) {
        Used minus(Used before) {
            return new Used(thread - before.thread, process - before.process);
        }
    }

    /** Of the thread that calls. */
    static Used ofThisThread() {
        return new Used(THREADS.getCurrentThreadCpuTime(), PROCESS.getProcessCpuTime());
    }

    /** Takes a sample of the stream threads. */
    void sample() {
        long threads = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && isStreamThread(thread.getThreadName())) {
                threads += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        samples.put(System.currentTimeMillis(), new Used(threads, PROCESS.getProcessCpuTime()));
    }

    /** Not its producer's or consumers' threads, whose names begin alike. */
    private static boolean isStreamThread(String name) {
        int at = name.lastIndexOf(STREAM_THREAD);
        return at >= 0 && name.indexOf('-', at + STREAM_THREAD.length() + 1) < 0 && !name.startsWith("kafka-");
    }

    /** What was used between two moments, straight lines between the samples. */
    Used between(Instant begin, Instant end) {
        return at(end.toEpochMilli()).minus(at(begin.toEpochMilli()));
    }

    private Used at(long millis) {
        var before = samples.floorEntry(millis);
        var after = samples.ceilingEntry(millis);
        if (before == null || after == null) {
            return (before == null ? samples.firstEntry() : before).getValue();
        }
        long span = after.getKey() - before.getKey();
        double share = span == 0 ? 0 : (millis - before.getKey()) / (double) span;
        Used a = before.getValue();
        Used b = after.getValue();
        return new Used(
                a.thread() + (long) (share * (b.thread() - a.thread())),
                a.process() + (long) (share * (b.process() - a.process())));
    }
}
