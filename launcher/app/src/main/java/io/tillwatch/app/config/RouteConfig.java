package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who hears of what. A condition that names nothing does not narrow. */
public record RouteConfig(
        Set<String> receivers, int maxPriority, Set<IncidentKind> kinds, Set<String> owners, Set<String> flows) {
    private static final int ANY = 5;

    @JsonCreator
    static RouteConfig of(
            @JsonProperty("receivers") @Nullable List<String> receivers,
            @JsonProperty("maxPriority") @Nullable Integer maxPriority,
            @JsonProperty("kinds") @Nullable List<String> kinds,
            @JsonProperty("owners") @Nullable List<String> owners,
            @JsonProperty("flows") @Nullable List<String> flows) {
        Check.that(receivers != null && !receivers.isEmpty(), "notify.routes", "need receivers in each route");
        return new RouteConfig(
                set(receivers),
                NotifyConfig.priority(maxPriority, ANY, "notify.routes.maxPriority"),
                set(kinds).stream().map(RouteConfig::kind).collect(Collectors.toUnmodifiableSet()),
                set(owners),
                set(flows));
    }

    static RouteConfig toAll(List<String> receivers, int maxPriority) {
        return new RouteConfig(Set.copyOf(receivers), maxPriority, Set.of(), Set.of(), Set.of());
    }

    private static Set<String> set(@Nullable List<String> names) {
        return names == null ? Set.of() : Set.copyOf(names);
    }

    private static IncidentKind kind(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(IncidentKind.values())
                .filter(kind -> kind.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "notify.routes.kinds names " + name + ", which is no kind of incident: see docs/runbooks"));
    }
}
