package io.tillwatch.reconciliation.bulk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.core.memory.MemorySegment;

/** Pages that found no room in memory. Gone from the directory as soon as it is open. Not thread-safe. */
final class SpillFile implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer between;
    private long end;

    SpillFile(Path directory, int pageSize) throws IOException {
        Files.createDirectories(directory);
        channel = FileChannel.open(
                Files.createTempFile(directory, "reconciliation-", ".pages"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        // Managed segments lend out no buffer over themselves.
        between = ByteBuffer.allocateDirect(pageSize);
    }

    /** Where the page now stands. */
    long append(MemorySegment page) throws IOException {
        long at = end;
        between.clear();
        page.get(0, between, between.capacity());
        between.flip();
        while (between.hasRemaining()) {
            end += channel.write(between, end);
        }
        return at;
    }

    void read(long at, MemorySegment into) throws IOException {
        between.clear();
        while (between.hasRemaining()) {
            if (channel.read(between, at + between.position()) < 0) {
                throw new EOFException("the spilled pages end early: is the temporary directory full?");
            }
        }
        between.flip();
        into.put(0, between, between.capacity());
    }

    long bytes() {
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
