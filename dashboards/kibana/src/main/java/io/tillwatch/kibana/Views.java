package io.tillwatch.kibana;

import io.tillwatch.contracts.watch.IndexNames;
import java.util.List;

/** The data views: one for each index that people look into. */
final class Views {
    static final DataView INCIDENTS = new DataView(IndexNames.INCIDENTS, "@timestamp", true);
    static final DataView SIGNALS = new DataView(IndexNames.SIGNALS, "@timestamp", false);
    static final DataView SUPPRESSIONS = new DataView(IndexNames.SUPPRESSIONS, "@timestamp", false);
    static final DataView POSITIONS = new DataView(IndexNames.POSITIONS, "@timestamp", true);
    static final DataView CASES = new DataView(IndexNames.CASES, "@timestamp", true);
    static final DataView FLOW_HEALTH = new DataView(IndexNames.FLOW_HEALTH, "@timestamp", false);
    static final DataView QUARANTINE = new DataView(IndexNames.QUARANTINE, "@timestamp", false);
    static final DataView AUDIT = new DataView(IndexNames.AUDIT, "@timestamp", false);

    static final List<DataView> ALL =
            List.of(INCIDENTS, SIGNALS, SUPPRESSIONS, POSITIONS, CASES, FLOW_HEALTH, QUARANTINE, AUDIT);

    private Views() {}
}
