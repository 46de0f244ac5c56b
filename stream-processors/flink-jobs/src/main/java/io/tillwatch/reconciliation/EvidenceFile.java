package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows of sales, as a file of JSON lines: records of {@code tillwatch.quarantine} as they stand there,
 * and events of {@code integration.telemetry} as CloudEvents in JSON, their content under {@code data}. Lines that
 * explain nothing are passed over; lines that cannot be read are listed.
 *
 * @param problems one line each, with its number
 */
public record EvidenceFile(List<Trace> traces, List<String> problems) {
    public static final EvidenceFile NONE = new EvidenceFile(List.of(), List.of());

    public EvidenceFile {
        traces = List.copyOf(traces);
        problems = List.copyOf(problems);
    }

    /** @throws IOException when the file cannot be read */
    public static EvidenceFile read(Path file) throws IOException {
        List<Trace> traces = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    Trace trace = trace(Json.mapper().readTree(line));
                    if (trace != null) {
                        traces.add(trace);
                    }
                } catch (IOException
                        | UncheckedIOException
                        | ContractViolation
                        | IllegalArgumentException
                        | DateTimeException e) {
                    problems.add("evidence line " + number
                            + " is neither a quarantined record nor an event with data: it explains nothing");
                }
            }
        }
        return new EvidenceFile(traces, problems);
    }

    private static @Nullable Trace trace(JsonNode line) {
        if (line.has("reason") && line.has("topic")) {
            return TraceReader.of(Json.mapper().convertValue(line, QuarantinedRecord.class));
        }
        if (!(line.path("data") instanceof ObjectNode data)) {
            throw new IllegalArgumentException("no data");
        }
        EventType type = EventType.named(line.path("type").asText());
        Envelope envelope = new Envelope(
                line.path("id").asText(),
                line.path("source").asText(),
                type.typeName(),
                line.path("subject").asText(""),
                OffsetDateTime.parse(line.path("time").asText()),
                null,
                null,
                null,
                text(line, "flowid"),
                text(line, "correlationid"),
                null,
                null,
                1,
                null,
                null);
        return TraceReader.of(new Event<>(envelope, EventCodec.body(type, Json.bytes(data))));
    }

    private static @Nullable String text(JsonNode line, String field) {
        return line.path(field).isTextual() ? line.path(field).textValue() : null;
    }
}
