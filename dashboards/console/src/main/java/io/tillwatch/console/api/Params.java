package io.tillwatch.console.api;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads parameters; one that cannot be used is refused with what may stand there. */
final class Params {
    static final int SIZE = 50;
    static final int LARGEST_SIZE = 200;
    private static final int LONGEST_TEXT = 200;

    private Params() {}

    /** Refuses parameters that nobody reads: a misspelt filter must not look like one that matched all. */
    static void only(Context ctx, Set<String> known) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw ProblemException.badParameter("The parameter " + name(name) + " is not known here; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    static @Nullable String text(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_TEXT) {
            throw ProblemException.badParameter(name + " may have up to " + LONGEST_TEXT + " characters.");
        }
        return value.strip();
    }

    static @Nullable BigDecimal decimal(Context ctx, String name) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value);
            if (Math.abs((long) number.precision() - number.scale()) > 18 || Math.abs(number.scale()) > 18) {
                throw ProblemException.badParameter(name + " must be a quantity of a sane size, such as 0 or 2.5.");
            }
            return number;
        } catch (NumberFormatException e) {
            throw ProblemException.badParameter(name + " must be a number such as 0 or 2.5.");
        }
    }

    /** A time with its zone: one without would be another moment for each reader. */
    static @Nullable Instant time(Context ctx, String name) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        try {
            // A plus sign that nobody escaped arrives as a space.
            return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badParameter(
                    name + " must be a time with its zone, such as 2026-05-04T13:00:00Z or 2026-05-04T15:00:00+02:00.");
        }
    }

    static @Nullable Boolean flag(Context ctx, String name) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.badParameter(name + " must be true or false.");
        };
    }

    static @Nullable Integer integer(Context ctx, String name, int least, int most) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number outside the range.
        }
        throw ProblemException.badParameter(name + " must be a whole number from " + least + " to " + most + ".");
    }

    static int page(Context ctx) {
        Integer page = integer(ctx, "page", 1, 1_000_000);
        return page == null ? 1 : page;
    }

    static int size(Context ctx) {
        Integer size = integer(ctx, "size", 1, LARGEST_SIZE);
        return size == null ? SIZE : size;
    }

    static <E extends Enum<E>> @Nullable E choice(Context ctx, String name, Class<E> type) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        List<E> choices = Arrays.asList(type.getEnumConstants());
        return choices.stream()
                .filter(choice -> choice.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter(name + " must be one of "
                        + choices.stream().map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    private static String name(String given) {
        return given.length() > 40 ? "with the long name" : given;
    }
}
