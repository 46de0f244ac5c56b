package io.tillwatch.incidents;

import io.tillwatch.audit.AuditChain;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people did, as entries of the audit. */
final class Said {
    private Said() {}

    static AuditEntry entry(Verdict verdict, AuditChain chain) {
        List<String> detail = new ArrayList<>();
        if (verdict.other() != null) {
            detail.add("with " + verdict.other());
        }
        if (verdict.comment() != null) {
            detail.add(verdict.comment());
        }
        return chain.append(
                verdict.at(),
                verdict.actor(),
                "incident." + verdict.say().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                verdict.incident(),
                detail.isEmpty() ? null : String.join(": ", detail));
    }

    static AuditEntry entry(Silence silence, AuditChain chain) {
        if (silence.endedAt() != null) {
            return chain.append(
                    silence.endedAt(),
                    silence.endedBy() == null ? silence.actor() : silence.endedBy(),
                    "silence.end",
                    silence.id(),
                    null);
        }
        String scope = Stream.of(
                        part("kind", silence.kind()),
                        part("flow", silence.flow()),
                        part("subject", silence.subject()),
                        part("owner", silence.owner()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return chain.append(
                silence.from(),
                silence.actor(),
                "silence.create",
                silence.id(),
                scope + " until " + silence.until() + ": " + silence.reason());
    }

    private static @Nullable String part(String name, @Nullable Object value) {
        return value == null ? null : name + " " + value;
    }
}
