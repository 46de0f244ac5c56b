package io.tillwatch.app.assembly;

import io.tillwatch.app.UserError;
import io.tillwatch.app.config.ElasticsearchConfig;
import io.tillwatch.index.ElasticAccess;
import org.jspecify.annotations.Nullable;

/** How the configuration lets us into the cluster; secrets come from the environment. */
public final class ElasticLogin {
    private ElasticLogin() {}

    /** @throws UserError when a variable is not set */
    public static ElasticAccess of(ElasticsearchConfig config) {
        return access(config).trusting(config.certificateAuthority());
    }

    private static ElasticAccess access(ElasticsearchConfig config) {
        if (config.user() != null) {
            return ElasticAccess.basic(
                    config.user(), value(config.passwordEnv(), "the password of elasticsearch.user"));
        }
        return config.apiKeyEnv() == null
                ? ElasticAccess.OPEN
                : ElasticAccess.apiKey(value(config.apiKeyEnv(), "the API key that elasticsearch.apiKeyEnv promises"));
    }

    private static String value(@Nullable String variable, String what) {
        String value = variable == null ? null : System.getenv(variable);
        if (value == null) {
            throw new UserError("environment variable " + variable + " is not set: it must hold " + what);
        }
        return value;
    }
}
