package io.tillwatch.app.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The checks that the records of this package share. */
final class Check {
    private Check() {}

    static void that(boolean holds, String key, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(key + " " + problem);
        }
    }

    static int port(@Nullable Integer port, int otherwise, String key) {
        int value = port == null ? otherwise : port;
        that(value >= 0 && value <= 65_535, key, "must be a port from 0 (any free one) to 65535, was " + value);
        return value;
    }

    static URI url(String text, String key) {
        try {
            URI uri = URI.create(text);
            that("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()), key, "must be an http(s) URL");
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " must be an http(s) URL, such as http://127.0.0.1:9200", e);
        }
    }
}
