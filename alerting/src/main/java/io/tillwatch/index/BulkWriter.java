package io.tillwatch.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes documents until each one is stored or refused for good. While the server is away it waits and tries again: the
 * caller's offsets stay where they are, so nothing is lost. One thread at a time.
 */
final class BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** How soon a pause hears that it is to end. */
    private static final long SLICE_MILLIS = 100;

    private final ElasticClient client;
    private final BooleanSupplier stopping;
    private final Consumer<@Nullable String> health;
    private final RandomGenerator jitter;

    BulkWriter(
            ElasticClient client, BooleanSupplier stopping, Consumer<@Nullable String> health, RandomGenerator jitter) {
        this.client = client;
        this.stopping = stopping;
        this.health = health;
        this.jitter = jitter;
    }

    /**
     * Stores all documents.
     *
     * @param refused hears of each document that the server will never take, with its reason
     * @return false when it was told to stop before all were stored
     */
    boolean write(List<IndexDocument> documents, BiConsumer<IndexDocument, String> refused)
            throws InterruptedException {
        List<IndexDocument> left = documents;
        long pause = FIRST_PAUSE_MILLIS;
        while (!left.isEmpty()) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            try {
                left = attempt(left, refused);
                health.accept(
                        left.isEmpty() ? null : "Elasticsearch is overloaded; " + left.size() + " documents wait");
            } catch (IOException | ElasticsearchException e) {
                LOG.debug("bulk request failed", e);
                health.accept((Answer.status(e) == 0 ? "Elasticsearch does not answer" : Answer.why(e, "index")) + "; "
                        + left.size() + " documents wait");
            }
            if (!left.isEmpty()) {
                pause(pause + jitter.nextLong(pause));
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
        return true;
    }

    private void pause(long millis) throws InterruptedException {
        for (long left = millis; left > 0 && !stopping.getAsBoolean(); left -= SLICE_MILLIS) {
            Thread.sleep(Math.min(left, SLICE_MILLIS));
        }
    }

    private List<IndexDocument> attempt(List<IndexDocument> documents, BiConsumer<IndexDocument, String> refused)
            throws IOException {
        BulkResponse response = client.api()
                .bulk(new BulkRequest.Builder()
                        .operations(
                                documents.stream().map(BulkWriter::operation).toList())
                        .build());
        List<IndexDocument> again = new ArrayList<>();
        List<BulkResponseItem> items = response.items();
        for (int i = 0; i < items.size(); i++) {
            int status = items.get(i).status();
            if (mayPass(status)) {
                again.add(documents.get(i));
            } else if (items.get(i).error() != null && status != CONFLICT) {
                // A conflict says that a newer version, or the same document, is there already.
                refused.accept(
                        documents.get(i), String.valueOf(items.get(i).error().type()));
            }
        }
        return again;
    }

    /** A missing right or a blocked index is mended by somebody; it says nothing against the document. */
    private static boolean mayPass(int status) {
        return status == TOO_MANY_REQUESTS || status == UNAUTHORIZED || status == FORBIDDEN || status >= SERVER_ERROR;
    }

    private static BulkOperation operation(IndexDocument document) {
        Long version = document.version();
        if (version == null) {
            return BulkOperation.of(operation -> operation.create(
                    create -> create.index(document.index()).id(document.id()).document(document.body())));
        }
        return BulkOperation.of(operation -> operation.index(index -> index.index(document.index())
                .id(document.id())
                .version(version)
                .versionType(VersionType.External)
                .document(document.body())));
    }
}
