package io.tillwatch.models.bench;

import io.tillwatch.models.anomaly.DetectorConfig;
import io.tillwatch.models.anomaly.Observation;
import io.tillwatch.models.anomaly.ResidualModelFeed;
import io.tillwatch.models.anomaly.SeriesDetector;
import io.tillwatch.models.anomaly.SeriesKind;
import io.tillwatch.models.anomaly.Verdict;
import io.tillwatch.models.exceptions.ExceptionClusterer;
import io.tillwatch.models.exceptions.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes results in the layouts that the scorers read. No label and no statistic of a whole file is looked at. */
final class Benchmarks {
    private static final DateTimeFormatter NAB_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** A peak silences what is no higher for so many rows: one alert per episode, whatever threshold is chosen later. */
    private static final int REST = 200;

    /** Rows the model is trained on, and after how many it is trained anew; a first model comes after 1,000 rows. */
    private static final int WINDOW = 1000;

    private Benchmarks() {}

    static void nab(Path data, Path out, boolean model) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(data)) {
            files = found.filter(p -> p.toString().endsWith(".csv")).sorted().toList();
        }
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            Path category = data.relativize(file).getName(0);
            Path target = out.resolve(category).resolve("tillwatch_" + file.getFileName());
            Files.createDirectories(target.getParent());
            Files.write(target, nabScores(lines, model));
        }
    }

    private static List<String> nabScores(List<String> lines, boolean model) {
        DetectorConfig config = DetectorConfig.of(SeriesKind.VALUE).withPace(100, REST, 24);
        ResidualModelFeed feed = new ResidualModelFeed(WINDOW, 1);
        SeriesDetector detector = SeriesDetector.create(config, feed);
        List<String> rows = new ArrayList<>();
        rows.add("timestamp,value,anomaly_score");
        double[] emitted = new double[lines.size()];
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            Verdict verdict = detector.observe(Observation.of(
                    LocalDateTime.parse(cells[0], NAB_TIME).toInstant(ZoneOffset.UTC), Double.parseDouble(cells[1])));
            feed.offer(Instant.EPOCH, detector.lastResiduals());
            if (model && i % WINDOW == 0) {
                feed.retrain();
            }
            double peak = 0;
            for (int k = Math.max(1, i - REST); k < i; k++) {
                peak = Math.max(peak, emitted[k]);
            }
            emitted[i] = verdict.score() > peak ? verdict.score() : 0;
            rows.add(String.format(Locale.ROOT, "%s,%s,%.6f", cells[0], cells[1], emitted[i]));
        }
        return rows;
    }

    static void loghub(Path logs, Path out) throws IOException {
        Files.createDirectories(out);
        List<Path> systems;
        try (Stream<Path> found = Files.list(logs)) {
            systems = found.filter(Files::isDirectory).sorted().toList();
        }
        for (Path system : systems) {
            String name = system.getFileName().toString();
            ExceptionClusterer clusterer = ExceptionClusterer.create();
            List<String> rows = new ArrayList<>();
            rows.add("cluster");
            for (String line : Csv.column(system.resolve(name + "_2k.log_structured.csv"), "Content")) {
                rows.add(clusterer.assign(Failure.of(line, Instant.EPOCH)).templateId());
            }
            Files.write(out.resolve(name + ".csv"), rows);
        }
    }
}
