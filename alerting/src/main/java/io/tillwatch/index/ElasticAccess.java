package io.tillwatch.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster lets us in.
 *
 * @param authorization value of the header; null for a server without security
 * @param authority PEM file with the certificate authorities to trust; null trusts those of the platform
 */
public record ElasticAccess(
        @Nullable String authorization, @Nullable Path authority) {
    public static final ElasticAccess OPEN = new ElasticAccess(null, null);

    /** @param key encoded API key, as Elasticsearch gave it */
    public static ElasticAccess apiKey(String key) {
        return new ElasticAccess("ApiKey " + key, null);
    }

    public static ElasticAccess basic(String user, String password) {
        byte[] both = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new ElasticAccess("Basic " + Base64.getEncoder().encodeToString(both), null);
    }

    /** The same, trusting only the authorities of a file. */
    public ElasticAccess trusting(@Nullable Path file) {
        return new ElasticAccess(authorization, file);
    }

    /**
     * Null when the platform's own will do.
     *
     * @throws IndexException when the file holds no certificate
     */
    @Nullable
    SSLContext tls() {
        if (authority == null) {
            return null;
        }
        try (InputStream pem = Files.newInputStream(authority)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IndexException(
                        authority + " holds no certificate: give a PEM file", new IOException("no certificate"));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IndexException(authority + " cannot be used: give a PEM file with certificates", e);
        }
    }

    @Override
    public String toString() {
        return "ElasticAccess[" + (authorization == null ? "open" : "with credentials") + "]";
    }
}
