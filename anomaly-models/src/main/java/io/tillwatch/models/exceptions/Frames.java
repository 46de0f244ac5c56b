package io.tillwatch.models.exceptions;

import java.util.ArrayList;
import java.util.List;

/** What of a stack trace belongs to the identity of a failure: where it was thrown in the application's own code. */
final class Frames {
    private static final int TOP = 3;
    private static final List<String> PLATFORM = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "scala.",
            "org.apache.",
            "org.springframework.",
            "io.netty.",
            "org.eclipse.",
            "reactor.");

    private Frames() {}

    /** The innermost frames of application code, without anything that changes from build to build; may be empty. */
    static String signature(List<String> frames) {
        List<String> own = new ArrayList<>();
        for (String frame : frames) {
            String normal = normal(frame);
            if (!normal.isEmpty() && own.size() < TOP && PLATFORM.stream().noneMatch(normal::startsWith)) {
                own.add(normal);
            }
        }
        return String.join("<", own);
    }

    /** Method without module, file, line, and the numbers of lambdas and generated classes. */
    private static String normal(String frame) {
        String f = frame.strip();
        f = f.startsWith("at ") ? f.substring(3) : f;
        int paren = f.indexOf('(');
        f = paren < 0 ? f : f.substring(0, paren);
        f = f.substring(f.lastIndexOf('/') + 1);
        StringBuilder out = new StringBuilder(f.length());
        for (int i = 0; i < f.length(); i++) {
            char c = f.charAt(i);
            if (!Character.isDigit(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
