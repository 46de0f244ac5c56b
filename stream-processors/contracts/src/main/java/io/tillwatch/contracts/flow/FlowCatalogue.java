package io.tillwatch.contracts.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.contracts.json.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All flows, with the graph between them. Immutable, thread-safe. */
public final class FlowCatalogue {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Flow> flows;

    private FlowCatalogue(List<Flow> flows) {
        Map<String, Flow> byId = new LinkedHashMap<>();
        for (Flow flow : flows) {
            Flow.check(byId.put(flow.id(), flow) == null, "flow " + flow.id() + " stands there twice");
        }
        for (Flow flow : flows) {
            for (String upstream : flow.upstream()) {
                Flow.check(byId.containsKey(upstream), flow.id() + ".upstream names the unknown flow " + upstream);
            }
        }
        this.flows = Map.copyOf(byId);
        this.order = List.copyOf(byId.values());
    }

    private final List<Flow> order;

    private record Page(List<Flow> flows) {}

    /** The catalogue of the demo's retailer. */
    public static FlowCatalogue demo() {
        try (InputStream in = FlowCatalogue.class.getResourceAsStream("/flows.yaml")) {
            if (in == null) {
                throw new IllegalStateException("flows.yaml is missing from the contracts jar");
            }
            return load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in flows.yaml", e);
        }
    }

    /** @throws IllegalArgumentException naming the flow and field that is missing or wrong */
    public static FlowCatalogue load(InputStream yaml) {
        try {
            Page page = YAML.readValue(yaml, Page.class);
            Flow.check(page != null && page.flows() != null && !page.flows().isEmpty(), "it lists no flows");
            return new FlowCatalogue(page.flows());
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof IllegalArgumentException own) {
                throw own;
            }
            throw new IllegalArgumentException("flow catalogue: " + FieldPath.of(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("flow catalogue: not valid YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the flow catalogue", e);
        }
    }

    /** In the order of the file. */
    public List<Flow> all() {
        return order;
    }

    public Optional<Flow> find(String id) {
        return Optional.ofNullable(flows.get(id));
    }

    /** Flows that are fed by the given one, directly. */
    public List<Flow> downstream(String id) {
        return order.stream().filter(flow -> flow.upstream().contains(id)).toList();
    }

    /** All flows that feed the given one, directly or through others; nearest first, without itself. */
    public Set<String> ancestors(String id) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> frontier = List.of(id);
        while (!frontier.isEmpty()) {
            List<String> next = frontier.stream()
                    .flatMap(flow -> find(flow).stream())
                    .flatMap(flow -> flow.upstream().stream())
                    .filter(flow -> !flow.equals(id))
                    .filter(seen::add)
                    .toList();
            frontier = next;
        }
        return seen;
    }
}
