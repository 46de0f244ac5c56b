package io.tillwatch.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Shows the console with a made-up retailer: {@code ConsolePreview [port] [steps] [empty]}; for looking at it, not a test. */
public final class ConsolePreview {
    private ConsolePreview() {}

    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 7878;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 3_600;
        boolean empty = args.length > 2 && args[2].equals("empty");
        PreviewWorld world = empty ? PreviewWorld.empty() : PreviewWorld.busy();
        try (ConsoleServer server = ConsoleServer.start(
                new ConsoleConfig("127.0.0.1", port),
                world.ports(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                world.clock)) {
            System.out.println(server.url());
            for (int step = 1; step <= steps; step++) {
                Thread.sleep(1_000);
                if (!empty) {
                    world.step(step);
                }
            }
        }
    }
}
