package io.tillwatch.kibana;

import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one rule. */
final class Findings {
    private final int rule;
    private final List<KibanaCheck.Finding> found = new ArrayList<>();

    Findings(int rule) {
        this.rule = rule;
    }

    void add(String object, String problem) {
        found.add(new KibanaCheck.Finding(rule, object, problem));
    }

    void unless(boolean holds, String object, String problem) {
        if (!holds) {
            add(object, problem);
        }
    }

    List<KibanaCheck.Finding> list() {
        return found;
    }
}
