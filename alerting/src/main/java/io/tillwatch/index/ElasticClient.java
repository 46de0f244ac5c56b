package io.tillwatch.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** A client of one cluster. Thread-safe. */
public final class ElasticClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int SOCKET_MILLIS = 30_000;

    /** The client hands the mapper one value out of the middle of a response, behind which more follows. */
    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RestClient rest;
    private final ElasticsearchClient client;

    private ElasticClient(RestClient rest) {
        this.rest = rest;
        this.client = new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper(MAPPER)));
    }

    /** @throws IndexException when the authorities to trust cannot be read */
    public static ElasticClient connect(URI url, ElasticAccess access) {
        SSLContext tls = access.tls();
        String authorization = access.authorization();
        RestClientBuilder builder = RestClient.builder(HttpHost.create(url.toString()))
                .setRequestConfigCallback(
                        config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(SOCKET_MILLIS));
        if (authorization != null) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
        }
        if (tls != null) {
            builder.setHttpClientConfigCallback(http -> http.setSSLContext(tls));
        }
        return new ElasticClient(builder.build());
    }

    public ElasticsearchClient api() {
        return client;
    }

    /**
     * The health of the cluster, as green, yellow or red.
     *
     * @throws IndexException when it does not answer, or does not let us in
     */
    public String health() {
        try {
            return client.cluster().health().status().jsonValue();
        } catch (IOException | ElasticsearchException e) {
            throw new IndexException(Answer.why(e, "monitor"), e);
        }
    }

    RestClient rest() {
        return rest;
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the client of Elasticsearch did not close", e);
        }
    }
}
