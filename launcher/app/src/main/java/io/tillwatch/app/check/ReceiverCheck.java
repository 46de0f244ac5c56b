package io.tillwatch.app.check;

import io.tillwatch.app.UserError;
import io.tillwatch.app.config.NotifyConfig;
import io.tillwatch.app.config.Receivers;
import io.tillwatch.notify.Address;
import io.tillwatch.notify.NotificationRules;
import io.tillwatch.notify.Receiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;

/** Whether receivers have their secrets and somebody listens where they are; nothing is sent. */
final class ReceiverCheck {
    private static final int TIMEOUT_MILLIS = 5_000;

    private ReceiverCheck() {}

    /** @throws UserError naming the receiver, never its secret */
    static String run(NotifyConfig config) {
        NotificationRules rules = Receivers.of(config);
        if (rules.receivers().isEmpty()) {
            return "not configured: nobody will be told";
        }
        List<String> silent = rules.receivers().stream()
                .filter(receiver -> !listens(receiver.address()))
                .map(Receiver::name)
                .toList();
        if (!silent.isEmpty()) {
            throw new UserError(
                    "nobody listens at " + String.join(", ", silent) + ": check its address in notify.receivers");
        }
        return rules.receivers().stream()
                        .map(one -> one.name() + " (" + one.address().type() + ")")
                        .collect(Collectors.joining(", "))
                + " listen; routes: " + rules.routes().size();
    }

    private static boolean listens(Address address) {
        Address.Place place = address.place();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
