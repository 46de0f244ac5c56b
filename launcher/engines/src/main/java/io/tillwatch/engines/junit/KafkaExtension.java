package io.tillwatch.engines.junit;

import io.tillwatch.engines.EmbeddedKafka;
import java.nio.file.Path;

/** Injects an {@link EmbeddedKafka} into tests. */
public final class KafkaExtension extends EngineExtension<EmbeddedKafka> {
    public KafkaExtension() {
        super(EmbeddedKafka.class);
    }

    @Override
    EmbeddedKafka start(Path dataDir) {
        return EmbeddedKafka.start(dataDir, 0);
    }
}
