package io.tillwatch.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on the loopback interface. */
public final class Ports {
    private Ports() {}

    /** A port that was free a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /**
     * The port to listen on: the given one, or any free one for 0.
     *
     * @param setting the key or option by which a person can choose another
     * @throws EngineException when somebody else listens there
     */
    public static int choose(int port, String setting) {
        if (port == 0) {
            return free();
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a port in TIME_WAIT after a restart is not taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new EngineException(
                    "port " + port + " is taken: stop what listens there, or choose another with " + setting
                            + " (0 takes any free one)",
                    e);
        }
    }
}
