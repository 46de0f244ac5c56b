package io.tillwatch.notify;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a receiver is, and in which form it wants its messages. */
public sealed interface Address {
    /** What it is called in the configuration. */
    String type();

    /** Where it listens. */
    Place place();

    /** A host and its port. */
    record Place(String host, int port) {
        static Place of(URI url) {
            int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
            return new Place(url.getHost(), port);
        }
    }

    /** @param secret signs each message; {@code whsec_} in front marks it as Base64, else its UTF-8 bytes are the key */
    record Webhook(URI url, Secret secret) implements Address {
        @Override
        public String type() {
            return "webhook";
        }

        @Override
        public Place place() {
            return Place.of(url);
        }
    }

    /** @param url whoever knows it may write to the channel, so it is a secret */
    record Slack(Secret url) implements Address {
        @Override
        public String type() {
            return "slack";
        }

        @Override
        public Place place() {
            return Place.of(Address.url(url));
        }
    }

    /** @param api where events go; PagerDuty's own, or that of a product that speaks the same */
    record PagerDuty(URI api, Secret routingKey) implements Address {
        public static final URI CLOUD = URI.create("https://events.pagerduty.com");

        @Override
        public String type() {
            return "pagerduty";
        }

        @Override
        public Place place() {
            return Place.of(api);
        }
    }

    /** @param token bearer token; null without */
    record Alertmanager(URI url, @Nullable Secret token) implements Address {
        @Override
        public String type() {
            return "alertmanager";
        }

        @Override
        public Place place() {
            return Place.of(url);
        }
    }

    /** @param login null when the server asks for none */
    record Mail(
            String host,
            int port,
            boolean startTls,
            @Nullable Login login,
            String from,
            List<String> to) implements Address {
        @Override
        public String type() {
            return "mail";
        }

        @Override
        public Place place() {
            return new Place(host, port);
        }
    }

    /**
     * A secret that is a URL.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    static URI url(Secret secret) {
        try {
            URI url = URI.create(secret.reveal());
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Its message and its cause would show the secret.
            throw noUrl();
        }
        throw noUrl();
    }

    private static IllegalArgumentException noUrl() {
        return new IllegalArgumentException("must hold an http(s) URL");
    }

    /** Who sends mail. */
    record Login(String user, Secret password) {}
}
