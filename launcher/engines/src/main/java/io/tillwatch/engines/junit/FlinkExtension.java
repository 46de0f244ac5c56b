package io.tillwatch.engines.junit;

import io.tillwatch.engines.EmbeddedFlink;
import java.nio.file.Path;

/** Injects an {@link EmbeddedFlink} into tests. */
public final class FlinkExtension extends EngineExtension<EmbeddedFlink> {
    private static final int SLOTS = 4;

    public FlinkExtension() {
        super(EmbeddedFlink.class);
    }

    @Override
    EmbeddedFlink start(Path dataDir) {
        return EmbeddedFlink.start(dataDir, SLOTS);
    }
}
