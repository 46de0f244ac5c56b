package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds out which protocol to speak. */
final class Connector {
    private static final int FIRST_WITH_JSON2 = 19;

    private Connector() {}

    static OdooClient connect(OdooSettings settings, OdooMetrics metrics) {
        String scheme = settings.url().getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!http || settings.url().getHost() == null) {
            throw new OdooException(
                    OdooException.Kind.REFUSED,
                    "has no address such as https://odoo.example.com: check odoo.url",
                    null);
        }
        Transport transport = new Transport(settings, metrics);
        try {
            String version = version(transport);
            if (major(version) >= FIRST_WITH_JSON2 && mayBeKey(settings.secret())) {
                Json2Client client = new Json2Client(transport, settings, version);
                try {
                    client.fields("res.currency");
                    return client;
                } catch (OdooException e) {
                    if (e.kind() != OdooException.Kind.UNAUTHORIZED) {
                        throw e;
                    }
                    // The secret may be a password, which only the older protocol takes.
                }
            }
            return JsonRpcClient.login(transport, settings, version);
        } catch (OdooException e) {
            transport.close();
            throw e;
        }
    }

    /** A password may hold what no header can carry. */
    private static boolean mayBeKey(String secret) {
        return !secret.isEmpty() && secret.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static String version(Transport transport) {
        JsonNode answer = transport.get("/web/version");
        String version = answer.path("version").asText("");
        return version.isEmpty() ? "0" : version;
    }

    static int major(String version) {
        String digits = version.replaceFirst("^[^0-9]*", "").replaceFirst("[^0-9].*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
