package io.tillwatch.app.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.app.UserError;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.inventory.Assortment;
import io.tillwatch.promise.Allocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code tillwatch.yaml}. */
public final class ConfigFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ConfigFile() {}

    /**
     * The configuration of a file, or the defaults when none is named.
     *
     * @throws UserError naming the file and the key that is wrong
     */
    public static TillwatchConfig read(@Nullable Path file) {
        if (file == null) {
            return TillwatchConfig.defaults();
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError("config file " + file + " does not exist: name another with --config, or leave the"
                    + " option away to run with defaults");
        }
        try {
            TillwatchConfig config = YAML.readValue(file.toFile(), TillwatchConfig.class);
            return config == null ? TillwatchConfig.defaults() : config;
        } catch (UnrecognizedPropertyException e) {
            throw new UserError(
                    file + ": unknown key " + path(e) + "; known here: "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            Throwable root = e;
            while (root.getCause() != null && root.getCause() != root && !(root instanceof JsonParseException)) {
                root = root.getCause();
            }
            if (root instanceof JsonParseException broken) {
                throw notYaml(file, broken);
            }
            String why = root instanceof IllegalArgumentException && root.getMessage() != null
                    ? root.getMessage()
                    : "key " + path(e) + " has a value that cannot be read";
            throw new UserError(file + ": " + why, e);
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (IOException e) {
            throw new UserError("config file " + file + " cannot be read: check its permissions", e);
        }
    }

    private static UserError notYaml(Path file, JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        return new UserError(
                file + ": not valid YAML at line " + line + ": mend the file, then run ./tillwatch check --config "
                        + file,
                e);
    }

    /**
     * The flow catalogue that the configuration names, or the built-in one.
     *
     * @throws UserError when the file cannot be used
     */
    public static FlowCatalogue flows(TillwatchConfig config) {
        return page(config.flows(), "flows", "flow catalogue", FlowCatalogue::load, FlowCatalogue::demo);
    }

    /** Known SKUs, kits and units; without a page, every SKU is known and none is a kit. */
    private static Assortment assortment(TillwatchConfig config) {
        Path file = config.inventory().assortment();
        return page(file, "inventory.assortment", "assortment", Assortment::load, () -> Assortment.ANY);
    }

    /**
     * What channels may promise, as the configuration names it, or the built-in one.
     *
     * @throws UserError when the file cannot be used
     */
    public static Allocation allocation(TillwatchConfig config) {
        Path file = config.inventory().allocation();
        return page(file, "inventory.allocation", "allocation", Allocation::load, Allocation::demo);
    }

    /**
     * What the stock ledger is to know.
     *
     * @throws UserError when a page that it names cannot be used, or the horizon is shorter than a flow may be offline
     */
    public static io.tillwatch.inventory.InventoryConfig ledger(
            TillwatchConfig config, WorldClock clock, FlowCatalogue flows) {
        try {
            return io.tillwatch.inventory.InventoryConfig.of(clock, flows)
                    .withHorizon(config.inventory().horizon())
                    .withRules(config.inventory().watch())
                    .withAssortment(assortment(config));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T page(
            @Nullable Path file, String key, String what, Function<InputStream, T> load, Supplier<T> otherwise) {
        if (file == null) {
            return otherwise.get();
        }
        try (InputStream yaml = Files.newInputStream(file)) {
            return load.apply(yaml);
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(what + " " + file + " cannot be read: check the key " + key, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UserError(what + " " + file + ": " + e.getMessage(), e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference -> String.valueOf(reference.getFieldName()))
                .collect(Collectors.joining("."));
    }
}
