package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads stock cases and runs them through the ledger that the topology uses. */
public final class StockCases {
    private StockCases() {}

    /** @throws IOException when the file cannot be read or a line is no stock case; the message names the line */
    public static List<StockCase> read(Path file) throws IOException {
        List<StockCase> cases = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    cases.add(parse(file, number, line));
                }
            }
        }
        return cases;
    }

    private static StockCase parse(Path file, int number, String line) throws IOException {
        try {
            return Json.mapper().readValue(line, StockCase.class);
        } catch (IOException e) {
            throw new IOException(file + " line " + number + " is not a stock case", e);
        }
    }

    /** Runs a case through the pure ledger. */
    public static StockCaseResult run(StockCase stockCase) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        Intake intake = new Intake(new InMemoryEventIndex());
        int duplicates = 0;
        List<Integer> quarantined = new ArrayList<>();
        for (int i = 0; i < stockCase.events().size(); i++) {
            Event<?> event = stockCase.events().get(i).toEvent();
            try {
                if (intake.admit(event, stockCase.now()) instanceof Intake.Admitted admitted) {
                    apply(ledger, intake, event, admitted, stockCase.now());
                } else {
                    duplicates++;
                }
            } catch (ContractViolation violation) {
                quarantined.add(i);
            }
        }
        Map<String, StockCaseResult.Figures> positions = new LinkedHashMap<>();
        store.positions((sku, location, book) ->
                positions.put(StockPosition.key(sku, location), StockCaseResult.Figures.of(book)));
        return new StockCaseResult(stockCase.name(), positions, duplicates, quarantined);
    }

    private static void apply(
            StockLedger ledger, Intake intake, Event<?> event, Intake.Admitted admitted, Instant now) {
        admitted.movements().forEach(movement -> ledger.apply(movement, now));
        EventRef target = event.envelope().corrects();
        if (target != null) {
            for (String position : intake.correct(target, now)) {
                int bar = position.lastIndexOf('|');
                ledger.undo(position.substring(0, bar), position.substring(bar + 1), target, now, now);
            }
        }
    }
}
