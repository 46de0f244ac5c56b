package io.tillwatch.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(execute(args));
    }

    /** Runs a command line and gives its exit code: 0 done, 1 failed, 2 not understood. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tillwatch())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure, commandLine))
                .setParameterExceptionHandler((problem, arguments) -> {
                    CommandLine at = problem.getCommandLine();
                    at.getErr()
                            .println("tillwatch: " + oneLine(problem.getMessage()) + ". Try: ./"
                                    + at.getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    private static int report(Exception failure, CommandLine commandLine) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (failure instanceof UserError) {
            commandLine.getErr().println("tillwatch: " + oneLine(failure.getMessage()));
            log.debug("command refused", failure);
        } else {
            log.error("command failed", failure);
            commandLine
                    .getErr()
                    .println("tillwatch: unexpected " + failure.getClass().getSimpleName()
                            + "; the log file has the details: " + System.getProperty("tillwatch.log", "(console)"));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return message == null
                ? "no reason given"
                : message.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
