package io.tillwatch.engines.junit;

import io.tillwatch.engines.ElasticsearchDistribution;
import io.tillwatch.engines.EmbeddedElasticsearch;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Injects an {@link EmbeddedElasticsearch} into tests. The distribution is unpacked once for all modules. */
public final class ElasticsearchExtension extends EngineExtension<EmbeddedElasticsearch> {
    private static final int HEAP_MEGABYTES = 384;

    public ElasticsearchExtension() {
        super(EmbeddedElasticsearch.class);
    }

    @Override
    EmbeddedElasticsearch start(Path dataDir) {
        Path zip = ElasticsearchDistribution.locate(null, LoggerFactory.getLogger(getClass())::info);
        return EmbeddedElasticsearch.start(unpacked(zip), dataDir, 0, HEAP_MEGABYTES);
    }

    /** Where this user's unpacked distributions are kept, shared by all test runs. */
    public static Path unpacked(Path zip) {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "tillwatch");
        return ElasticsearchDistribution.unpack(
                zip, cache, LoggerFactory.getLogger(ElasticsearchExtension.class)::info);
    }
}
