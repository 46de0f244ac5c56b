package io.tillwatch.promise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.contracts.json.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How stock is given to channels, and how the network is summed up. Immutable, thread-safe.
 *
 * @param negatives null means {@link Negatives#ISOLATE}
 * @param channels in the order of the file
 */
public record Allocation(@Nullable Negatives negatives, List<ChannelPolicy> channels) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public Allocation {
        ChannelPolicy.check(channels != null && !channels.isEmpty(), "channels is missing");
        channels = List.copyOf(channels);
        Set<String> seen = new HashSet<>();
        for (ChannelPolicy channel : channels) {
            ChannelPolicy.check(seen.add(channel.channel()), "channel " + channel.channel() + " stands there twice");
        }
    }

    /** Never null. */
    public Negatives policy() {
        return negatives == null ? Negatives.ISOLATE : negatives;
    }

    public Optional<ChannelPolicy> channel(String name) {
        return channels.stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst();
    }

    /** The allocation of the demo's retailer. */
    public static Allocation demo() {
        try (InputStream in = Allocation.class.getResourceAsStream("allocation.yaml")) {
            if (in == null) {
                throw new IllegalStateException("allocation.yaml is missing from the jar");
            }
            return load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in allocation.yaml", e);
        }
    }

    /** @throws IllegalArgumentException naming the key that is missing or wrong */
    public static Allocation load(InputStream yaml) {
        try {
            Allocation read = YAML.readValue(yaml, Allocation.class);
            ChannelPolicy.check(read != null, "the file is empty");
            return read;
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof IllegalArgumentException own) {
                throw own;
            }
            throw new IllegalArgumentException("allocation: " + FieldPath.of(e) + " is invalid", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("allocation: not valid YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the allocation", e);
        }
    }
}
