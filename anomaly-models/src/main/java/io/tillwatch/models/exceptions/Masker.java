package io.tillwatch.models.exceptions;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into tokens with its variables masked: numbers, hexadecimal, UUIDs, addresses, times, paths, URLs and quoted
 * strings become {@code <*>}. One pass over the characters and no regular expression, since every failure goes through it.
 */
final class Masker {
    /** What stands for a variable. */
    static final String MASK = "<*>";

    /** Longer texts are cut: what follows seldom tells one failure from another. */
    static final int LONGEST = 2000;

    private final String text;
    private final int end;
    private final StringBuilder token = new StringBuilder();
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Masker(String text) {
        this.text = text;
        int line = text.indexOf('\n');
        this.end = Math.min(LONGEST, line < 0 ? text.length() : line);
    }

    /** Tokens of the first line of a text. */
    static List<String> tokens(String text) {
        return new Masker(text).run();
    }

    private List<String> run() {
        while (at < end) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                flush();
                at++;
            } else if ((c == '"' || c == '\'') && quoted(c)) {
                mask();
            } else if (c == '/' && token.length() == 0 && path()) {
                mask();
            } else if (Character.isLetterOrDigit(c)) {
                word();
            } else {
                take(c);
            }
        }
        flush();
        return tokens;
    }

    /** Takes one character of punctuation; some of it ends a token so that a key and its value stand apart. */
    private void take(char c) {
        token.append(c);
        at++;
        if (c == '=' || c == ',' || c == ';' || (c == ':' && at < end && Character.isLetter(text.charAt(at)))) {
            flush();
        }
    }

    /** A quoted string without a break, when its opening quote does not stand inside a word. */
    private boolean quoted(char quote) {
        if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return false;
        }
        int close = text.indexOf(quote, at + 1);
        if (close < 0 || close >= end || close - at > 200) {
            return false;
        }
        if (close + 1 < end && Character.isLetterOrDigit(text.charAt(close + 1))) {
            return false;
        }
        at = close + 1;
        return true;
    }

    /** A path of at least two segments. */
    private boolean path() {
        int i = at;
        int slashes = 0;
        while (i < end && isPath(text.charAt(i))) {
            slashes += text.charAt(i) == '/' ? 1 : 0;
            i++;
        }
        if (slashes < 2) {
            return false;
        }
        at = i;
        return true;
    }

    private static boolean isPath(char c) {
        return Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '~' || c == '%';
    }

    /** A run of letters and digits: a word, or a variable when its shape says so. */
    private void word() {
        int start = at;
        int digits = 0;
        boolean hex = true;
        while (at < end && Character.isLetterOrDigit(text.charAt(at))) {
            char c = text.charAt(at);
            digits += Character.isDigit(c) ? 1 : 0;
            hex &= Character.digit(c, 16) >= 0;
            at++;
        }
        int length = at - start;
        boolean url = text.startsWith("://", at);
        if (url) {
            while (at < end && !Character.isWhitespace(text.charAt(at)) && ",;\"')]}>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            mask();
        } else if (Character.isDigit(text.charAt(start))
                || (hex && digits > 0 && length >= 4)
                || (hex && length >= 8)
                || digits >= 4
                || (digits * 2 >= length && digits >= 2)) {
            mask();
        } else {
            token.append(text, start, at);
        }
    }

    /** Appends a mask; two masks joined by punctuation of numbers and times are one. */
    private void mask() {
        int length = token.length();
        if (endsWithMask(length)) {
            return;
        }
        if (length > 0 && ".:-/+_".indexOf(token.charAt(length - 1)) >= 0 && endsWithMask(length - 1)) {
            token.setLength(length - 1);
            return;
        }
        if (length == 1 && (token.charAt(0) == '-' || token.charAt(0) == '+')) {
            token.setLength(0);
        }
        token.append(MASK);
    }

    private boolean endsWithMask(int length) {
        return length >= 3
                && token.charAt(length - 1) == '>'
                && token.charAt(length - 2) == '*'
                && token.charAt(length - 3) == '<';
    }

    private void flush() {
        if (token.length() > 0) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }
}
