package io.tillwatch.console.live;

import io.tillwatch.console.SilenceSink;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Silence;
import java.util.Map;

/** Writes silences to their topic and waits until all replicas have them. Thread-safe. */
public final class KafkaSilences implements SilenceSink, AutoCloseable {
    private final DurableTopic<Silence> topic;

    private KafkaSilences(DurableTopic<Silence> topic) {
        this.topic = topic;
    }

    /** @param clientProperties {@code bootstrap.servers} and, where needed, security */
    public static KafkaSilences open(Map<String, Object> clientProperties) {
        return new KafkaSilences(new DurableTopic<>(Topics.SILENCES, clientProperties));
    }

    @Override
    public void accept(Silence silence) {
        topic.write(silence.id(), silence.endedAt() == null ? silence.from() : silence.endedAt(), silence);
    }

    @Override
    public void close() {
        topic.close();
    }
}
