package io.tillwatch.console.live;

import java.util.List;

/** Cuts a page out of a sorted list. */
final class Pages {
    private Pages() {}

    /** @param page from 1; a page beyond the end is empty */
    static <T> List<T> of(List<T> all, int page, int size) {
        int from = (int) Math.min(all.size(), (long) (page - 1) * size);
        return List.copyOf(all.subList(from, (int) Math.min(all.size(), (long) from + size)));
    }
}
