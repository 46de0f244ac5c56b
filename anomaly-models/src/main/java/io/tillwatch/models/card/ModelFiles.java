package io.tillwatch.models.card;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.tribuo.Model;

/**
 * A model on disk: {@code <id>.model} in Tribuo's protobuf form and {@code <id>.card} in Java's properties form. The card
 * is written last, so a model without a card was never finished.
 */
public final class ModelFiles {
    private static final String METRIC = "metric.";

    private ModelFiles() {}

    /** Writes both files; replaces what was there under the same id. */
    public static void save(Path directory, Model<?> model, ModelCard card) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve(card.id() + ".unfinished");
        model.serializeToFile(unfinished);
        Files.move(unfinished, model(directory, card.id()), StandardCopyOption.REPLACE_EXISTING);
        Properties p = new Properties();
        p.setProperty("id", card.id());
        p.setProperty("kind", card.kind());
        p.setProperty("provenance", card.provenance());
        p.setProperty("windowFrom", card.windowFrom().toString());
        p.setProperty("windowTo", card.windowTo().toString());
        p.setProperty("rows", Integer.toString(card.rows()));
        p.setProperty("dataHash", card.dataHash());
        p.setProperty("features", String.join(",", card.features()));
        card.metrics().forEach((k, v) -> p.setProperty(METRIC + k, Double.toString(v)));
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            p.store(out, null);
        }
        Files.move(unfinished, card(directory, card.id()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The card of a stored model. */
    public static ModelCard card(String id, Path directory) throws IOException {
        Properties p = new Properties();
        try (Reader in = Files.newBufferedReader(card(directory, id))) {
            p.load(in);
        }
        Map<String, Double> metrics = new HashMap<>();
        for (String key : p.stringPropertyNames()) {
            if (key.startsWith(METRIC)) {
                metrics.put(key.substring(METRIC.length()), Double.valueOf(required(p, key)));
            }
        }
        return new ModelCard(
                required(p, "id"),
                required(p, "kind"),
                required(p, "provenance"),
                Instant.parse(required(p, "windowFrom")),
                Instant.parse(required(p, "windowTo")),
                Integer.parseInt(required(p, "rows")),
                required(p, "dataHash"),
                List.of(required(p, "features").split(",", -1)),
                metrics);
    }

    /** The stored model itself. */
    public static Model<?> load(String id, Path directory) throws IOException {
        return Model.deserializeFromFile(model(directory, id));
    }

    private static String required(Properties p, String key) throws IOException {
        String value = p.getProperty(key);
        if (value == null) {
            throw new IOException("model card has no " + key);
        }
        return value;
    }

    private static Path model(Path directory, String id) {
        return directory.resolve(id + ".model");
    }

    private static Path card(Path directory, String id) {
        return directory.resolve(id + ".card");
    }
}
