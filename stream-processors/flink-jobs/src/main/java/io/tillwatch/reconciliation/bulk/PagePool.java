package io.tillwatch.reconciliation.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.jspecify.annotations.Nullable;

/** The managed memory: pages to write on, a reserve to load a partition into, and a file for what does not fit. */
final class PagePool implements Closeable {
    private static final int RESERVED_SHARE = 8;

    private final int pageSize;
    private final int rowsPerPage;
    private final ArrayDeque<MemorySegment> free;
    private final List<MemorySegment> reserve = new ArrayList<>();
    private final MemorySegment passing;
    private final Path directory;
    private @Nullable SpillFile spill;

    /** @param pages all of one size; the owner gives them back */
    PagePool(List<MemorySegment> pages, Path directory) {
        this.pageSize = pages.get(0).size();
        this.rowsPerPage = Integer.highestOneBit(pageSize / PackedRow.SIZE);
        this.free = new ArrayDeque<>(pages);
        this.passing = free.remove();
        for (int i = 0; i < pages.size() / RESERVED_SHARE; i++) {
            reserve.add(free.remove());
        }
        this.directory = directory;
    }

    /** A power of two, so that a row is found by a shift: a page is a few rows shorter than it could be. */
    int rowsPerPage() {
        return rowsPerPage;
    }

    @Nullable
    MemorySegment take() {
        return free.poll();
    }

    /** A page of the heap: every store needs one, however little managed memory there is. */
    MemorySegment more() {
        return MemorySegmentFactory.allocateUnpooledSegment(pageSize);
    }

    /** The reserve's n-th page; what is asked beyond it, by a partition that is far too large, comes from the heap. */
    MemorySegment reserve(int index) {
        while (index >= reserve.size()) {
            reserve.add(more());
        }
        return reserve.get(index);
    }

    MemorySegment passing() {
        return passing;
    }

    long spill(MemorySegment page) throws IOException {
        SpillFile file = spill;
        if (file == null) {
            file = new SpillFile(directory, pageSize);
            spill = file;
        }
        return file.append(page);
    }

    void unspill(long at, MemorySegment page) throws IOException {
        if (spill == null) {
            throw new IllegalStateException("nothing was spilled");
        }
        spill.read(at, page);
    }

    long spilledBytes() {
        return spill == null ? 0 : spill.bytes();
    }

    @Override
    public void close() throws IOException {
        if (spill != null) {
            spill.close();
        }
    }
}
