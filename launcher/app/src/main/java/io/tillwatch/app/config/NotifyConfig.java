package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of what.
 *
 * @param consoleUrl where people reach the console, for links in messages; null sends none
 * @param receivers by name; none tells nobody
 * @param routes who hears of what; without any, every receiver hears of everything up to {@code maxPriority}
 */
public record NotifyConfig(@Nullable URI consoleUrl, Map<String, ReceiverConfig> receivers, List<RouteConfig> routes) {
    static final NotifyConfig NONE = of(null, null, null, null, null, null);

    /** The receiver that {@code webhookUrl} makes, without a section of its own. */
    private static final String SHORT = "webhook";

    private static final int URGENT = 2;

    @JsonCreator
    static NotifyConfig of(
            @JsonProperty("webhookUrl") @Nullable String webhookUrl,
            @JsonProperty("secretEnv") @Nullable String secretEnv,
            @JsonProperty("maxPriority") @Nullable Integer maxPriority,
            @JsonProperty("consoleUrl") @Nullable String consoleUrl,
            @JsonProperty("receivers") @Nullable Map<String, ReceiverConfig> receivers,
            @JsonProperty("routes") @Nullable List<RouteConfig> routes) {
        int highest = priority(maxPriority, URGENT, "notify.maxPriority");
        Map<String, ReceiverConfig> all = new LinkedHashMap<>();
        if (receivers != null) {
            receivers.forEach((name, receiver) -> {
                Check.that(receiver != null, "notify.receivers." + name, "is empty: name its type");
                all.put(name, receiver.checked("notify.receivers." + name));
            });
        }
        if (webhookUrl != null) {
            Check.that(
                    !all.containsKey(SHORT),
                    "notify.webhookUrl",
                    "and notify.receivers.webhook are the same: name one");
            URI url = Check.url(webhookUrl, "notify.webhookUrl");
            all.put(SHORT, ReceiverConfig.webhook(url.toString(), secretEnv).checked("notify"));
        }
        List<RouteConfig> led = routes == null || routes.isEmpty()
                ? List.of(RouteConfig.toAll(List.copyOf(all.keySet()), highest))
                : List.copyOf(routes);
        named(all.keySet(), led);
        return new NotifyConfig(
                consoleUrl == null ? null : Check.url(consoleUrl, "notify.consoleUrl"), Map.copyOf(all), led);
    }

    /** Every receiver is led to, and every route leads to one that there is. */
    private static void named(Set<String> receivers, List<RouteConfig> routes) {
        Set<String> led =
                routes.stream().flatMap(route -> route.receivers().stream()).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(led);
        unknown.removeAll(receivers);
        Check.that(
                unknown.isEmpty(), "notify.routes", "name receivers that are not there: " + String.join(", ", unknown));
        Set<String> forgotten = new TreeSet<>(receivers);
        forgotten.removeAll(led);
        Check.that(
                forgotten.isEmpty(),
                "notify.routes",
                "lead to some receivers only: give " + String.join(", ", forgotten) + " a route, or take it away");
    }

    static int priority(@Nullable Integer value, int otherwise, String key) {
        int priority = value == null ? otherwise : value;
        Check.that(priority >= 1 && priority <= 5, key, "must be 1 to 5, was " + priority);
        return priority;
    }
}
