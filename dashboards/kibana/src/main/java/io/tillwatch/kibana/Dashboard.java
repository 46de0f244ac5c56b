package io.tillwatch.kibana;

import java.util.List;

/** A dashboard: panels under controls. */
record Dashboard(String key, String title, String description, List<Panel> panels, List<Control> controls) {

    /** A list from which people choose; it narrows every panel that is not of its own scope. */
    record Control(String title, DataView view, String field) {}

    Dashboard {
        panels = List.copyOf(panels);
        controls = List.copyOf(controls);
    }

    String id() {
        return Ids.of("dashboard", key);
    }
}
