package io.tillwatch.app.run;

import io.tillwatch.app.Shutdown;
import io.tillwatch.app.assembly.Assembly;
import io.tillwatch.app.assembly.Engines;
import io.tillwatch.app.assembly.Role;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.contracts.time.WorldClock;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tillwatch run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs Tillwatch until it is stopped, on the engines that the configuration names.",
            "Engines that it does not name are embedded: a fine way to begin, not one to scale."
        },
        footer = {"", "Example: ./tillwatch run --config tillwatch.yaml inventory console"})
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "configuration in YAML; without it, all defaults")
    private @Nullable Path config;

    @Parameters(
            paramLabel = "ROLE",
            description = "what this process does: ${COMPLETION-CANDIDATES}; nothing named means everything")
    private @Nullable List<Role> roles;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        TillwatchConfig configuration = ConfigFile.read(config);
        Set<Role> wanted = roles == null || roles.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(roles);
        Terminal terminal = new Terminal(spec.commandLine().getErr());
        try (Assembly assembly = new Assembly();
                Shutdown shutdown = Shutdown.of(assembly)) {
            Engines engines = Engines.open(configuration, wanted.contains(Role.CONSOLE), assembly, terminal);
            Services services = new Services(
                            configuration, engines, WorldClock.system(), ConfigFile.flows(configuration), assembly)
                    .start(wanted, Services.Listeners.NONE, terminal);
            String url = services.consoleUrl();
            terminal.line(url == null ? "running; stop with Ctrl-C" : "console: " + url + "  (stop with Ctrl-C)");
            shutdown.await();
        }
        return 0;
    }
}
