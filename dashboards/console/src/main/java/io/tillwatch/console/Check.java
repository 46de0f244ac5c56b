package io.tillwatch.console;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must work before the console is ready.
 *
 * @param name as it stands in {@code /health/ready}
 * @param problem says why it does not work; gives null when it does; quick and thread-safe
 */
public record Check(String name, Supplier<@Nullable String> problem) {}
