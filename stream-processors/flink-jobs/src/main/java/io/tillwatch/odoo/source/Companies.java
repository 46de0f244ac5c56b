package io.tillwatch.odoo.source;

import java.util.List;
import java.util.Set;

/**
 * What the enumerator has to remember.
 *
 * @param known names of all targets that ever were a split: their cursors are in the readers' state
 * @param waiting splits that no reader has
 */
record Companies(Set<String> known, List<OdooSplit> waiting) {
    Companies {
        known = Set.copyOf(known);
        waiting = List.copyOf(waiting);
    }
}
