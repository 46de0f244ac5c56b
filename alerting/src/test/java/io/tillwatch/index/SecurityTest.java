package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.watch.IndexNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real server with TLS, and users who may only what the role in the documentation says. */
class SecurityTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static SecureServer server;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        server = SecureServer.start(
                SecureServer.home(),
                dir,
                Map.of(
                        "tillwatch",
                        SecureServer.role(DOCS),
                        "reader",
                        "{\"indices\": [{\"names\": [\"tillwatch-*\"]," + " \"privileges\": [\"read\"]}]}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_role_of_the_documentation_is_enough_to_set_up_write_and_read() throws Exception {
        try (ElasticClient client = server.as("tillwatch")) {
            // When
            IndexSetup.run(client);
            IndexSetup.run(client);
            List<IndexDocument> documents = Samples.documents(true);
            Map<String, String> refused = Elastic.write(client, documents);

            // Then
            assertThat(refused).isEmpty();
            for (IndexDocument document : documents) {
                assertThat(Elastic.source(client, document)).isNotNull();
            }
            assertThat(Elastic.all(client, IndexNames.SIGNALS)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /somebody-elses-index",
        "GET, /somebody-elses-index/_search",
        "GET, /.security/_search",
        "GET, /_security/user"
    })
    void the_role_of_the_documentation_lets_nobody_do_more(String method, String path) throws IOException {
        try (ElasticClient client = server.as("tillwatch")) {
            Request request = new Request(method, path);
            if (!method.equals("GET")) {
                request.setJsonEntity("{}");
            }

            assertThatThrownBy(() -> client.rest().performRequest(request))
                    .isInstanceOfSatisfying(
                            ResponseException.class,
                            refused -> assertThat(refused.getResponse()
                                            .getStatusLine()
                                            .getStatusCode())
                                    .isEqualTo(403));
        }
    }

    @Test
    void a_user_who_may_only_read_is_told_which_right_the_setup_needs() {
        try (ElasticClient client = server.as("reader")) {
            assertThatThrownBy(() -> IndexSetup.run(client))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("status 403")
                    .hasMessageContaining("manage_index_templates");
        }
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_nothing() {
        ElasticAccess trustsThePlatform = ElasticAccess.basic("tillwatch", SecureServer.PASSWORD);
        try (ElasticClient client = ElasticClient.connect(server.url(), trustsThePlatform)) {
            assertThatThrownBy(() -> IndexSetup.run(client))
                    .isInstanceOf(IndexException.class)
                    .rootCause()
                    .hasMessageContaining("certification path");
        }
    }

    @Test
    void a_wrong_password_waits_and_says_so() {
        ElasticAccess wrong = ElasticAccess.basic("tillwatch", "wrong").trusting(server.authority());
        try (ElasticClient client = ElasticClient.connect(server.url(), wrong)) {
            assertThatThrownBy(() -> Elastic.write(client, Samples.documents(true)))
                    .hasMessageContaining("refuses our key");
        }
    }
}
