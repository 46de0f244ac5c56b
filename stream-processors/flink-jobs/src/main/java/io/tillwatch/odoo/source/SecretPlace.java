package io.tillwatch.odoo.source;

import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooException.Kind;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the machine that reads finds the API key or password. A job carries this and not the secret: what a job carries
 * lies in checkpoints and in the web interface of its cluster.
 *
 * @param variable name of an environment variable; null when it is a file
 * @param file a file that holds nothing else; null when it is a variable
 */
public record SecretPlace(
        @Nullable String variable, @Nullable String file) implements Serializable {
    public SecretPlace {
        if ((variable == null) == (file == null)) {
            throw new IllegalArgumentException("a secret stands in an environment variable or in a file");
        }
    }

    public static SecretPlace variable(String name) {
        return new SecretPlace(name, null);
    }

    public static SecretPlace file(Path file) {
        return new SecretPlace(null, file.toString());
    }

    /** @throws OdooException of kind {@link Kind#UNAUTHORIZED} when there is none */
    String read() {
        String secret = file == null ? System.getenv(variable) : fromFile(Path.of(file));
        if (secret == null || secret.isBlank()) {
            throw missing(null);
        }
        return secret.strip();
    }

    private @Nullable String fromFile(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw missing(e);
        }
    }

    private OdooException missing(@Nullable Throwable cause) {
        String place = file == null ? "environment variable " + variable : "file " + file;
        return new OdooException(
                Kind.UNAUTHORIZED,
                "cannot be asked without a key or password: " + place + " must hold it on the machine that reads",
                cause);
    }
}
