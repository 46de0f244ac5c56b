package io.tillwatch.app.bench;

import io.tillwatch.inventory.StockCase;
import io.tillwatch.inventory.StockCaseResult;
import io.tillwatch.inventory.StockCases;
import java.util.List;

/** What stock cases are run through. */
enum CaseEngine {
    /** The plain ledger, in memory. */
    LEDGER {
        @Override
        List<StockCaseResult> run(List<StockCase> cases) {
            return cases.stream().map(StockCases::run).toList();
        }
    },
    /** The real topology on an embedded broker. */
    KAFKA {
        @Override
        List<StockCaseResult> run(List<StockCase> cases) {
            return new CasesOnKafka(cases).run();
        }
    };

    /** One result a case, in the order of the cases. */
    abstract List<StockCaseResult> run(List<StockCase> cases);
}
