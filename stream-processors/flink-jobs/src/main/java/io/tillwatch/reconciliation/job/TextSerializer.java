package io.tillwatch.reconciliation.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts in checkpoints, as UTF-8 behind their length: Flink's own serializer of strings writes each character by itself,
 * which was most of what a checkpoint of waiting sales cost. A checkpoint that was written with that one is read, and the
 * next is written with this.
 */
final class TextSerializer extends TypeSerializerSingleton<String> {
    static final TextSerializer INSTANCE = new TextSerializer();

    private static final long serialVersionUID = 1;

    private TextSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String from) {
        return from;
    }

    @Override
    public String copy(String from, String reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(String text, DataOutputView target) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), target);
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        return new String(read(source), StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(String reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        write(read(source), target);
    }

    private static byte[] read(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return bytes;
    }

    private static void write(byte[] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, since Flink makes one by its name when it reads a checkpoint. */
    public static final class Snapshot implements TypeSerializerSnapshot<String> {
        private static final int VERSION = 1;

        @Override
        public int getCurrentVersion() {
            return VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) {
            // The version says all.
        }

        @Override
        public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
            if (version != VERSION) {
                throw new IOException("texts in a checkpoint in version " + version + " are of a newer program");
            }
        }

        @Override
        public TypeSerializer<String> restoreSerializer() {
            return INSTANCE;
        }

        @Override
        public TypeSerializerSchemaCompatibility<String> resolveSchemaCompatibility(
                TypeSerializerSnapshot<String> before) {
            if (before instanceof Snapshot) {
                return TypeSerializerSchemaCompatibility.compatibleAsIs();
            }
            return before instanceof StringSerializer.StringSerializerSnapshot
                    ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
