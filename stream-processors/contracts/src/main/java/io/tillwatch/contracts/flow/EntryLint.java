package io.tillwatch.contracts.flow;

import io.tillwatch.contracts.flow.LintFinding.Severity;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of one entry. */
final class EntryLint {
    /** What a draft leaves open: it stands there, and says nothing. */
    static final String OPEN = "TODO";

    private static final Map<String, String> TEXTS = new TreeMap<>(Map.of(
            "id", "events name their flow by it",
            "name", "people read it",
            "owner", "the team that answers for it",
            "fallback", "what is done meanwhile, in words",
            "escalation", "who is called when the owner does not answer",
            "runbook", "the page or folder with what to do"));
    private static final Set<String> FIELDS = components(Flow.class);
    private static final Set<String> OBJECTIVE_FIELDS = components(Slo.class);
    private static final List<String> LISTS =
            List.of("systems", "topics", "upstream", "sources", "callers", "groups", "zones", "steps", "slos");
    private static final int LOWEST_TIER = 4;

    private final LocatedYaml entry;
    private final @Nullable String id;
    private final List<LintFinding> findings;
    private final Predicate<String> pageExists;

    EntryLint(LocatedYaml entry, @Nullable String id, List<LintFinding> findings, Predicate<String> pageExists) {
        this.entry = entry;
        this.id = id;
        this.findings = findings;
        this.pageExists = pageExists;
    }

    void check() {
        Map<String, LocatedYaml> fields = entry.fields();
        if (fields == null) {
            error(entry.line(), null, "an entry is a block of fields, beginning with its id");
            return;
        }
        fields.forEach((name, value) -> {
            if (!FIELDS.contains(name)) {
                error(value.line(), name, "no entry has such a field; known are " + String.join(", ", FIELDS));
            }
        });
        TEXTS.forEach(this::requireText);
        tier();
        latency();
        duration("rto", "how soon it must be back, such as PT1H", true, true);
        duration("rpo", "how much of it may be lost, such as PT0S for nothing", true, false);
        duration("longestOffline", "how long a source may be away by design, such as PT72H", false, false);
        duration("clockTolerance", "how far ahead a source's clock may be, such as PT5M", false, false);
        LISTS.forEach(this::list);
        objectives();
        runbook();
    }

    private void requireText(String name, String why) {
        LocatedYaml field = entry.field(name);
        if (field != null && (field.items() != null || field.fields() != null)) {
            error(field.line(), name, "must be a text: " + why);
        } else if (absent(field)) {
            missing(field, name, why);
        }
    }

    private void missing(@Nullable LocatedYaml field, String name, String why) {
        error(field == null ? entry.line() : field.line(), name, "is missing: " + why);
    }

    private static boolean absent(@Nullable LocatedYaml field) {
        if (field == null) {
            return true;
        }
        String text = field.text();
        return text == null || text.isBlank() || text.strip().equals(OPEN);
    }

    private void tier() {
        LocatedYaml field = entry.field("tier");
        String why = "how critical it is, from 1 (highest) to 4";
        if (absent(field)) {
            missing(field, "tier", why);
        } else if (field != null && !String.valueOf(field.text()).matches("[1-" + LOWEST_TIER + "]")) {
            error(field.line(), "tier", "must be " + why);
        }
    }

    private void latency() {
        LocatedYaml field = entry.field("latency");
        Set<String> classes = Arrays.stream(LatencyClass.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (absent(field)) {
            missing(field, "latency", "realtime, near or batch");
        } else if (field != null && !classes.contains(String.valueOf(field.text()))) {
            error(field.line(), "latency", "must be realtime, near or batch");
        }
    }

    private void duration(String name, String why, boolean required, boolean positive) {
        LocatedYaml field = entry.field(name);
        if (absent(field)) {
            if (required) {
                missing(field, name, why);
            }
            return;
        }
        Duration duration = parsed(field);
        if (field != null && (duration == null || duration.isNegative() || (positive && duration.isZero()))) {
            error(field.line(), name, "must be an ISO 8601 duration: " + why);
        }
    }

    private static @Nullable Duration parsed(@Nullable LocatedYaml field) {
        String text = field == null ? null : field.text();
        try {
            return text == null ? null : Duration.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void list(String name) {
        LocatedYaml field = entry.field(name);
        if (field != null
                && (field.fields() != null
                        || (field.text() != null && !field.text().isBlank()))) {
            error(field.line(), name, "must be a list, such as [a, b]");
        }
    }

    private void objectives() {
        List<LocatedYaml> slos = entry.list("slos");
        if (slos.isEmpty()) {
            findings.add(new LintFinding(
                    entry.line(),
                    Severity.WARNING,
                    id,
                    "slos",
                    "names no objective: its burn and attainment cannot be told"));
        }
        for (LocatedYaml slo : slos) {
            Map<String, LocatedYaml> fields = slo.fields() == null ? Map.of() : slo.fields();
            fields.forEach((name, value) -> {
                if (!OBJECTIVE_FIELDS.contains(name)) {
                    error(
                            value.line(),
                            "slos." + name,
                            "no objective has such a field; known are name, target, within");
                }
            });
            if (absent(slo.field("name"))) {
                error(slo.line(), "slos.name", "is missing: such as timeliness");
            }
            if (!share(slo.field("target"))) {
                error(slo.line(), "slos.target", "must lie between 0 and 1, such as 0.995");
            }
            Duration within = parsed(slo.field("within"));
            if (within == null || within.isNegative() || within.isZero()) {
                error(slo.line(), "slos.within", "must be an ISO 8601 duration longer than nothing, such as PT60S");
            }
        }
    }

    private static boolean share(@Nullable LocatedYaml field) {
        String text = field == null ? null : field.text();
        try {
            double target = text == null ? 0 : Double.parseDouble(text);
            return target > 0 && target < 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void runbook() {
        LocatedYaml field = entry.field("runbook");
        String page = field == null ? null : field.text();
        if (field != null && page != null && !absent(field) && !page.contains("://") && !pageExists.test(page)) {
            error(field.line(), "runbook", "leads nowhere: there is no " + page);
        }
    }

    private void error(int line, @Nullable String field, String message) {
        findings.add(new LintFinding(line, Severity.ERROR, id, field, message));
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
