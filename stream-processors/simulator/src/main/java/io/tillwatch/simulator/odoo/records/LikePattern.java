package io.tillwatch.simulator.odoo.records;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** SQL's like: {@code %} stands for any text and {@code _} for any character. */
final class LikePattern {
    private LikePattern() {}

    static Predicate<String> of(String operator, String wanted) {
        boolean whole = operator.startsWith("=");
        boolean anyCase = operator.endsWith("ilike");
        String text = anyCase ? wanted.toLowerCase(Locale.ROOT) : wanted;
        StringBuilder regex = new StringBuilder(whole ? "" : ".*");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        regex.append(whole ? "" : ".*");
        Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        return value -> pattern.matcher(anyCase ? value.toLowerCase(Locale.ROOT) : value)
                .matches();
    }
}
