package io.tillwatch.console.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told, and who may ask. On a loopback address any page in the user's browser could ask too: so the
 * name that was asked must be a loopback name (a foreign name that points here is refused), and a change must not come
 * from another site.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String boundHost;
    private final String policy;

    Guard(String boundHost, String importMapHash) {
        this.boundHost = boundHost.toLowerCase(Locale.ROOT);
        this.policy = "default-src 'none'; script-src 'self' '" + importMapHash + "'; style-src 'self';"
                + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    }

    void check(Context ctx) {
        ctx.header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store");
        String host = ctx.header("Host");
        if (LOOPBACK.contains(boundHost) && !LOOPBACK.contains(name(host))) {
            throw ProblemException.forbidden("The console listens on loopback only: ask it as 127.0.0.1 or localhost.");
        }
        String origin = ctx.header("Origin");
        boolean changes =
                !ctx.method().name().equals("GET") && !ctx.method().name().equals("HEAD");
        if (changes && origin != null && !authority(origin).equals(host)) {
            throw ProblemException.forbidden("A change must come from the console's own pages or from a program.");
        }
    }

    private static String name(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int port = host.startsWith("[") ? host.indexOf("]:") + 1 : host.lastIndexOf(':');
        return (port > 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
