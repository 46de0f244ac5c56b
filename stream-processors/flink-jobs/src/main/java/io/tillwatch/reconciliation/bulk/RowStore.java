package io.tillwatch.reconciliation.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.jspecify.annotations.Nullable;

/** One side of one partition: rows in the order in which they came, in memory as long as there is room. */
final class RowStore {
    private final PagePool pool;
    private final List<MemorySegment> held = new ArrayList<>();
    private final LongList spilled = new LongList();
    private @Nullable MemorySegment current;
    private int used;
    private long rows;

    /** Takes pages one after the other. */
    interface Pages {
        void page(MemorySegment page, int rows) throws IOException;
    }

    RowStore(PagePool pool) {
        this.pool = pool;
    }

    void add(byte[] block, int at) throws IOException {
        MemorySegment page = current;
        if (page == null || used == pool.rowsPerPage()) {
            page = turn(page);
            current = page;
            used = 0;
        }
        page.put(used * PackedRow.SIZE, block, at, PackedRow.SIZE);
        used++;
        rows++;
    }

    /** An empty page; the full one stays in memory when there is another one to write on. */
    private MemorySegment turn(@Nullable MemorySegment full) throws IOException {
        MemorySegment next = pool.take();
        if (full == null) {
            return next == null ? pool.more() : next;
        }
        if (next == null) {
            spilled.add(pool.spill(full));
            return full;
        }
        held.add(full);
        return next;
    }

    long rows() {
        return rows;
    }

    /** All pages in memory, those that were spilled on pages of the pool's reserve. All but the last are full. */
    List<MemorySegment> load() throws IOException {
        List<MemorySegment> pages = new ArrayList<>(held);
        for (int i = 0; i < spilled.size(); i++) {
            MemorySegment page = pool.reserve(i);
            pool.unspill(spilled.get(i), page);
            pages.add(page);
        }
        if (current != null) {
            pages.add(current);
        }
        return pages;
    }

    /** Shows each page; what was spilled passes by on one page. */
    void forEach(Pages pages) throws IOException {
        for (MemorySegment page : held) {
            pages.page(page, pool.rowsPerPage());
        }
        for (int i = 0; i < spilled.size(); i++) {
            MemorySegment page = pool.passing();
            pool.unspill(spilled.get(i), page);
            pages.page(page, pool.rowsPerPage());
        }
        if (current != null) {
            pages.page(current, used);
        }
    }
}
