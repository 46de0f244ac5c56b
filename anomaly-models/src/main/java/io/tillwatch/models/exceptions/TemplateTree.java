package io.tillwatch.models.exceptions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the template of a token sequence. The idea is Drain's fixed-depth tree (He et al., ICWS 2017): only templates with
 * the same scope, length and first word are compared, and the most similar one wins when it is similar enough.
 */
final class TemplateTree {
    /** What a token that is nothing but a variable weighs beside a word. */
    private static final double MASKED = 0.3;

    private final double similarity;
    private final Map<String, List<Template>> leaves = new HashMap<>();

    TemplateTree(double similarity) {
        this.similarity = similarity;
    }

    void add(Template template) {
        leaves.computeIfAbsent(leaf(template.scope, List.of(template.tokens)), k -> new ArrayList<>())
                .add(template);
    }

    @Nullable
    Template find(String scope, List<String> tokens) {
        Template best = null;
        double bestSimilarity = -1;
        for (Template candidate : leaves.getOrDefault(leaf(scope, tokens), List.of())) {
            double s = similarity(candidate.tokens, tokens);
            if (s > bestSimilarity) {
                best = candidate;
                bestSimilarity = s;
            }
        }
        return bestSimilarity >= similarity ? best : null;
    }

    /** Share of tokens that are equal; a token that is nothing but a variable says less than a word. */
    private static double similarity(String[] template, List<String> tokens) {
        double equal = 0;
        double all = 0;
        for (int i = 0; i < template.length; i++) {
            boolean masked = template[i].equals(Masker.MASK);
            double weight = masked ? MASKED : 1;
            all += weight;
            if (template[i].equals(tokens.get(i))) {
                equal += weight;
            }
        }
        return all == 0 ? 1 : equal / all;
    }

    private static String leaf(String scope, List<String> tokens) {
        String first = tokens.isEmpty() ? "" : tokens.get(0);
        return scope + '\u0000' + tokens.size() + '\u0000' + (variable(first) ? Masker.MASK : first);
    }

    private static boolean variable(String token) {
        if (token.contains(Masker.MASK)) {
            return true;
        }
        for (int i = 0; i < token.length(); i++) {
            if (Character.isDigit(token.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
