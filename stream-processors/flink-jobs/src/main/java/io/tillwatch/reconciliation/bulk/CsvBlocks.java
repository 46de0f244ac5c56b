package io.tillwatch.reconciliation.bulk;

import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.jspecify.annotations.Nullable;

/** Reads files whole, so that lines have their numbers, and packs a thousand lines at a time. */
final class CsvBlocks implements BulkFormat<byte[], FileSourceSplit> {
    /** A longer line is put aside. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final int MOST_TEXT = 4096;

    private final BulkFiles files;

    CsvBlocks(BulkFiles files) {
        this.files = files;
    }

    @Override
    public Reader createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new Reader(files, files.indexOf(split.path()));
    }

    @Override
    public Reader restoreReader(Configuration configuration, FileSourceSplit split) {
        throw new IllegalStateException("a bounded run begins anew, it is never restored");
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
        return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }

    /** One file. */
    static final class Reader implements BulkFormat.Reader<byte[]> {
        private final BulkFiles.File file;
        private final int index;
        private final CsvLines lines;
        private final Columns columns;
        private final Packer packer;
        private byte @Nullable [] bad;
        private int handedOn;

        Reader(BulkFiles files, int index) throws IOException {
            this.file = files.all().get(index);
            this.index = index;
            this.lines = new CsvLines(file.open(), 0, LONGEST_LINE);
            this.columns = Columns.read(lines, file.kind(), file.name());
            this.packer = Packer.of(file.kind(), columns);
        }

        @Override
        public @Nullable RecordIterator<byte[]> readBatch() throws IOException {
            byte[] block = bad;
            bad = null;
            block = block == null ? rows() : block;
            if (block == null) {
                return null;
            }
            SingletonResultIterator<byte[]> one = new SingletonResultIterator<>();
            one.set(block, RecordAndPosition.NO_OFFSET, lines.number());
            return one;
        }

        /** Up to the next line that cannot be read; null at the end. */
        private byte @Nullable [] rows() throws IOException {
            byte[] block = Block.empty();
            int rows = 0;
            while (rows < Block.ROWS && bad == null && lines.next()) {
                int at = Block.row(rows);
                String problem = problem(block, at);
                if (problem == null) {
                    PackedRow.putLong(block, at + PackedRow.POSITION, PackedRow.position(index, lines.offset()));
                    rows++;
                } else {
                    bad = bad(problem);
                }
            }
            if (rows > 0) {
                return Block.closed(block, file.kind(), rows);
            }
            byte[] only = bad;
            bad = null;
            return only == null ? sums() : only;
        }

        /** Behind the last row. */
        private byte @Nullable [] sums() {
            if (handedOn >= packer.sums().size()) {
                return null;
            }
            byte[] block = packer.sums().block(handedOn);
            handedOn += Block.rows(block);
            return block;
        }

        private @Nullable String problem(byte[] block, int at) {
            if (lines.isTooLong()) {
                return "longer than a million bytes";
            }
            if (lines.fields() != columns.count()) {
                return lines.fields() + " fields where the first line has " + columns.count();
            }
            return packer.pack(lines, block, at);
        }

        private byte[] bad(String problem) {
            String text = lines.isTooLong() ? "" : lines.line();
            BadLine line = new BadLine(
                    file.name(), lines.number(), problem, text.substring(0, Math.min(text.length(), MOST_TEXT)));
            return Block.bad(new String(Json.bytes(line), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
