package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web app: a fixed list of files from the classpath, in memory. Only what is listed can be asked for. */
final class Assets {
    private static final String OURS = "/io/tillwatch/console/web/";
    private static final String PREACT = "/META-INF/resources/webjars/preact/10.28.0/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final List<String> MODULES = List.of(
            "app.js",
            "api.js",
            "view.js",
            "format.js",
            "charts.js",
            "overview.js",
            "stock.js",
            "incidents.js",
            "verdicts.js",
            "quiet.js",
            "silence.js",
            "kept.js",
            "books.js",
            "flows.js",
            "exceptions.js",
            "detectors.js",
            "guide.js",
            "terms.js");
    private static final List<String> PAGES = List.of(
            "/",
            "/stock",
            "/incidents",
            "/incidents/{id}",
            "/quiet",
            "/books",
            "/flows",
            "/flows/{id}",
            "/exceptions",
            "/detectors",
            "/guide");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, File> files = new LinkedHashMap<>();
    private final File page;
    private final String importMapHash;

    private static final class File {
        private final byte[] content;
        private final String type;
        private final String etag;

        File(byte[] content, String type) {
            this.content = content;
            this.type = type;
            this.etag = "\"" + Base64.getUrlEncoder().encodeToString(sha256(content)) + "\"";
        }
    }

    Assets() {
        page = read(OURS + "index.html", "text/html; charset=utf-8");
        Matcher matcher = IMPORT_MAP.matcher(new String(page.content, StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        importMapHash = "sha256-"
                + Base64.getEncoder().encodeToString(sha256(matcher.group(1).getBytes(StandardCharsets.UTF_8)));
        MODULES.forEach(
                module -> files.put("/assets/" + module, read(OURS + module, "text/javascript; charset=utf-8")));
        files.put("/assets/style.css", read(OURS + "style.css", "text/css; charset=utf-8"));
        files.put("/assets/icon.svg", read(OURS + "icon.svg", "image/svg+xml"));
        files.put("/lib/preact.js", read(PREACT + "dist/preact.module.js", "text/javascript; charset=utf-8"));
        files.put("/lib/hooks.js", read(PREACT + "hooks/dist/hooks.module.js", "text/javascript; charset=utf-8"));
        files.put("/lib/uplot.js", read(UPLOT + "uPlot.esm.js", "text/javascript; charset=utf-8"));
        files.put("/lib/uplot.css", read(UPLOT + "uPlot.min.css", "text/css; charset=utf-8"));
    }

    /** Path to handler, for files and pages alike. */
    Map<String, Handler> routes() {
        Map<String, Handler> routes = new LinkedHashMap<>();
        files.forEach((path, file) -> routes.put(path, ctx -> send(ctx, file)));
        PAGES.forEach(path -> routes.put(path, this::sendPage));
        return routes;
    }

    /** The app says itself that it has no such page. */
    void sendPage(Context ctx) {
        send(ctx, page);
    }

    /** For the content security policy: the one inline script, which says where modules are. */
    String importMapHash() {
        return importMapHash;
    }

    private static void send(Context ctx, File file) {
        ctx.header("Cache-Control", "no-cache").header("ETag", file.etag);
        if (file.etag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(file.type).result(file.content);
    }

    private static File read(String resource, String type) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the console's jar or one of its web libraries lacks " + resource);
            }
            byte[] content = in.readAllBytes();
            return new File(content, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
