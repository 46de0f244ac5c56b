package io.tillwatch.reconciliation.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Writes each text as a line of one file, which has its name only when the input has ended: a run that failed leaves no
 * file that looks complete. For parallelism 1.
 */
final class TextFileSink implements Sink<String> {
    private final String uri;

    TextFileSink(String uri) {
        this.uri = uri;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) throws IOException {
        if (context.getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("several tasks cannot write one file");
        }
        return new Writer(new Path(uri));
    }

    private static final class Writer implements SinkWriter<String> {
        private final Path target;
        private final Path underWay;
        private final FileSystem system;
        private final FSDataOutputStream out;

        Writer(Path target) throws IOException {
            this.target = target;
            this.underWay = target.suffix(".part");
            this.system = target.getFileSystem();
            this.out = system.create(underWay, FileSystem.WriteMode.OVERWRITE);
        }

        @Override
        public void write(String text, Context context) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (!endOfInput) {
                out.flush();
                return;
            }
            out.close();
            system.delete(target, false);
            if (!system.rename(underWay, target)) {
                throw new IOException(target.getName() + " cannot be put in place");
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
