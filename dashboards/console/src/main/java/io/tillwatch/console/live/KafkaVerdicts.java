package io.tillwatch.console.live;

import io.tillwatch.console.VerdictSink;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Verdict;
import java.util.Map;

/** Writes verdicts to their topic and waits until all replicas have them. Thread-safe. */
public final class KafkaVerdicts implements VerdictSink, AutoCloseable {
    private final DurableTopic<Verdict> topic;

    private KafkaVerdicts(DurableTopic<Verdict> topic) {
        this.topic = topic;
    }

    /** @param clientProperties {@code bootstrap.servers} and, where needed, security */
    public static KafkaVerdicts open(Map<String, Object> clientProperties) {
        return new KafkaVerdicts(new DurableTopic<>(Topics.VERDICTS, clientProperties));
    }

    @Override
    public void accept(Verdict verdict) {
        topic.write(verdict.incident(), verdict.at(), verdict);
    }

    @Override
    public void close() {
        topic.close();
    }
}
