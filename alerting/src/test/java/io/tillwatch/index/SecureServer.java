package io.tillwatch.index;

import io.tillwatch.engines.ElasticsearchDistribution;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.EmbeddedElasticsearch.Secured;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.slf4j.LoggerFactory;

/** The real server with its own security on: TLS, users and roles. */
final class SecureServer implements AutoCloseable {
    static final String PASSWORD = "a password of the test";

    private final EmbeddedElasticsearch server;
    private final Path authority;

    private SecureServer(EmbeddedElasticsearch server, Path authority) {
        this.server = server;
        this.authority = authority;
    }

    /**
     * @param home unpacked distribution
     * @param roles by name, as JSON; a user of the same name has each
     */
    static SecureServer start(Path home, Path dir, Map<String, String> roles) throws Exception {
        Identity identity = Identity.create(dir);
        Path authority = identity.authority();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("http.crt", Files.readString(authority));
        files.put("http.key", identity.key());
        StringBuilder users = new StringBuilder("root:" + hash() + "\n");
        StringBuilder given = new StringBuilder("superuser:root\n");
        StringBuilder definitions = new StringBuilder();
        roles.forEach((name, json) -> {
            users.append(name).append(':').append(hash()).append('\n');
            given.append(name).append(':').append(name).append('\n');
            definitions
                    .append(name)
                    .append(": ")
                    .append(json.replaceAll("\\s+", " "))
                    .append('\n');
        });
        files.put("users", users.toString());
        files.put("users_roles", given.toString());
        files.put("roles.yml", definitions.toString());
        ElasticAccess root = ElasticAccess.basic("root", PASSWORD).trusting(authority);
        Secured secured = new Secured(
                List.of(
                        "xpack.security.enabled: true",
                        "xpack.security.http.ssl.enabled: true",
                        "xpack.security.http.ssl.key: http.key",
                        "xpack.security.http.ssl.certificate: http.crt",
                        "xpack.security.authc.realms.file.file1.order: 0"),
                files,
                Objects.requireNonNull(root.tls()),
                String.valueOf(root.authorization()));
        return new SecureServer(
                EmbeddedElasticsearch.start(home, dir.resolve("elasticsearch"), 0, 384, secured), authority);
    }

    static Path home() {
        return ElasticsearchExtension.unpacked(
                ElasticsearchDistribution.locate(null, LoggerFactory.getLogger(SecureServer.class)::info));
    }

    URI url() {
        return server.url();
    }

    Path authority() {
        return authority;
    }

    ElasticClient as(String user) {
        return ElasticClient.connect(url(), ElasticAccess.basic(user, PASSWORD).trusting(authority));
    }

    /** As the server's file realm stores a password. */
    private static String hash() {
        try {
            byte[] salt = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1_000, 256))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2}1000$" + base64.encodeToString(salt) + "$" + base64.encodeToString(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** Whether a role that is described in a file can be read. */
    static String role(Path docs) throws IOException {
        return Files.readString(docs.resolve("elasticsearch-role.json"));
    }
}
