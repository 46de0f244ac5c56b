package io.tillwatch.app.config;

import io.tillwatch.app.UserError;
import io.tillwatch.notify.Address;
import io.tillwatch.notify.NotificationRules;
import io.tillwatch.notify.NotificationRules.Patience;
import io.tillwatch.notify.Receiver;
import io.tillwatch.notify.Route;
import io.tillwatch.notify.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The receivers of a configuration with their secrets, which come from the environment. */
public final class Receivers {
    private final UnaryOperator<@Nullable String> environment;

    /** @param environment value of a variable by name; null when it is not set */
    Receivers(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** @throws UserError when a variable is not set or holds what cannot be used; it is named, its value is not */
    public static NotificationRules of(NotifyConfig config) {
        return new Receivers(System::getenv).rules(config);
    }

    NotificationRules rules(NotifyConfig config) {
        List<Receiver> receivers = config.receivers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> receiver(entry.getKey(), entry.getValue()))
                .toList();
        List<Route> routes = config.routes().stream()
                .map(route ->
                        new Route(route.receivers(), route.maxPriority(), route.kinds(), route.owners(), route.flows()))
                .toList();
        return new NotificationRules(receivers, routes, config.consoleUrl(), Patience.DEFAULT);
    }

    private Receiver receiver(String name, ReceiverConfig config) {
        return new Receiver(name, address(config), config.limitOr("notify.receivers." + name, Receiver.Limit.DEFAULT));
    }

    private Address address(ReceiverConfig config) {
        String url = config.url();
        return switch (String.valueOf(config.type())) {
            case "webhook" -> new Address.Webhook(URI.create(there(url)), secret(config.secretEnv(), "sign webhooks"));
            case "slack" -> slack(config);
            case "pagerduty" ->
                new Address.PagerDuty(
                        url == null ? Address.PagerDuty.CLOUD : URI.create(url),
                        secret(config.keyEnv(), "address the service"));
            case "alertmanager" ->
                new Address.Alertmanager(
                        URI.create(there(url)),
                        config.tokenEnv() == null ? null : secret(config.tokenEnv(), "be let in"));
            default -> mail(config);
        };
    }

    private Address slack(ReceiverConfig config) {
        Secret url = secret(config.urlEnv(), "reach the channel");
        try {
            Address.url(url);
        } catch (IllegalArgumentException e) {
            throw new UserError("environment variable " + config.urlEnv() + " " + e.getMessage());
        }
        return new Address.Slack(url);
    }

    private Address mail(ReceiverConfig config) {
        String user = config.user();
        return new Address.Mail(
                there(config.host()),
                config.portOrDefault(),
                !"none".equals(config.tls()),
                user == null ? null : new Address.Login(user, secret(config.passwordEnv(), "log in")),
                there(config.from()),
                config.to() == null ? List.of() : config.to());
    }

    private Secret secret(@Nullable String variable, String why) {
        String value = environment.apply(there(variable));
        if (value == null || value.isBlank()) {
            throw new UserError("environment variable " + variable + " is not set: it must hold the secret to " + why);
        }
        return new Secret(value);
    }

    private static String there(@Nullable String checked) {
        return Objects.requireNonNull(checked, "the configuration was checked");
    }
}
