package io.tillwatch.index;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 that vouches for itself, made by the JDK's own tool.
 *
 * @param authority its certificate as PEM
 */
record Identity(KeyStore store, Path authority) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Identity create(Path dir) throws Exception {
        Path file = dir.resolve("identity.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "http",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "7",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(dir.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        String pem = pem("CERTIFICATE", store.getCertificate("http").getEncoded());
        return new Identity(store, Files.writeString(dir.resolve("ca.pem"), pem));
    }

    /** The private key as PEM. */
    String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey("http", PASSWORD).getEncoded());
    }

    /** For a server. */
    SSLContext tls() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }
}
