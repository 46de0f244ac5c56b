package io.tillwatch.engines;

/** An engine that runs on this machine for as long as somebody keeps it open. */
public interface Engine extends AutoCloseable {
    /** For people: {@code Kafka}, {@code Elasticsearch}. */
    String name();

    /** Whether it works right now, and why not. */
    Health check();

    /** Stops it; a second call does nothing. */
    @Override
    void close();
}
