package io.tillwatch.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import javax.net.ssl.SSLException;
import org.elasticsearch.client.ResponseException;

/** Why a cluster did not do what it was asked, in one line that names the setting or right that mends it. */
final class Answer {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private Answer() {}

    /** Of a whole request, 0 when none came. It comes as either exception, depending on the client's transport. */
    static int status(Exception e) {
        return e instanceof ResponseException response
                ? response.getResponse().getStatusLine().getStatusCode()
                : e instanceof ElasticsearchException refused ? refused.status() : 0;
    }

    /** @param right of the role that it takes, as {@code docs/elasticsearch-role.json} names it */
    static String why(Exception e, String right) {
        int status = status(e);
        return switch (status) {
            case 0 ->
                e instanceof SSLException
                        ? "Elasticsearch shows a certificate that nobody vouches for: check"
                                + " elasticsearch.certificateAuthority"
                        : "Elasticsearch does not answer: check elasticsearch.url and that it runs";
            case UNAUTHORIZED ->
                "Elasticsearch refuses our key with status 401: check the key in the variable that"
                        + " elasticsearch.apiKeyEnv names, or elasticsearch.user and its password";
            case FORBIDDEN -> "Elasticsearch refuses our key with status 403: check its rights, it needs " + right;
            case TOO_MANY_REQUESTS -> "Elasticsearch is overloaded";
            default -> "Elasticsearch answers with status " + status;
        };
    }
}
