package io.tillwatch.kibana;

import java.util.List;

/** One rule of the check. */
interface Rule {
    List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings);
}
