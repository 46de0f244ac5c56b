package io.tillwatch.inventory;

import io.tillwatch.contracts.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A point read that one instance passes on to another. It carries the SKU, the location and the times that were asked
 * for, and nothing else of the request: no header, no cookie, no name of who asked. The other answers from its own
 * state and asks nobody, so that a question takes one hop at most; the header keeps the address from being taken for
 * part of the public API.
 *
 * @param location null for all locations
 */
public record StockHop(What what, String sku, @Nullable String location, Moment moment) {
    /** Where every instance answers its peers. */
    public static final String PATH = "/internal/v1/stock";
    /** Marks a question that was passed on once. */
    public static final String HEADER = "Tillwatch-Hop";

    enum What {
        POSITION,
        POSITIONS,
        EXPLANATION
    }

    String query() {
        StringJoiner query = new StringJoiner("&");
        add(query, "what", what.name().toLowerCase(Locale.ROOT));
        add(query, "sku", sku);
        add(query, "location", location);
        add(query, "asOf", moment.asOf());
        add(query, "knownAt", moment.knownAt());
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Answers a peer.
     *
     * @param view only its own state is read
     * @param parameters query parameters by name; null for absent ones
     * @return JSON; null when nothing is known by that name
     * @throws IllegalArgumentException when the question cannot be read
     * @throws StockUnavailableException when this instance cannot answer now
     */
    public static byte @Nullable [] answer(StockView view, Function<String, @Nullable String> parameters) {
        StockHop question = read(parameters);
        StockView here = view.here();
        String location = question.location() == null ? "" : question.location();
        Optional<?> answer = switch (question.what()) {
            case POSITION -> here.position(question.sku(), location, question.moment());
            case POSITIONS -> Optional.of(here.positions(question.sku(), question.moment()));
            case EXPLANATION -> here.explain(question.sku(), location, question.moment());
        };
        return answer.map(Json::bytes).orElse(null);
    }

    private static StockHop read(Function<String, @Nullable String> parameters) {
        try {
            return new StockHop(
                    What.valueOf(Objects.requireNonNullElse(parameters.apply("what"), "")
                            .toUpperCase(Locale.ROOT)),
                    Objects.requireNonNullElse(parameters.apply("sku"), ""),
                    parameters.apply("location"),
                    new Moment(time(parameters.apply("asOf")), time(parameters.apply("knownAt"))));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time is not one", e);
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
