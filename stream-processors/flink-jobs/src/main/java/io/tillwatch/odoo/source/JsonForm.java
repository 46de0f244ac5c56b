package io.tillwatch.odoo.source;

import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** State as JSON: a field that is added later is absent in an older checkpoint, and nothing else changes. */
final class JsonForm<T> implements SimpleVersionedSerializer<T> {
    private static final int VERSION = 1;

    private final Class<T> type;

    JsonForm(Class<T> type) {
        this.type = type;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T state) {
        return Json.bytes(state);
    }

    @Override
    public T deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("state of the Odoo reader in version " + version + " is of a newer program");
        }
        try {
            return Json.read(serialized, type);
        } catch (UncheckedIOException e) {
            throw new IOException("state of the Odoo reader cannot be read", e);
        }
    }
}
