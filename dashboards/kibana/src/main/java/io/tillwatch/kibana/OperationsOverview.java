package io.tillwatch.kibana;

import io.tillwatch.kibana.Panel.Grid;
import io.tillwatch.kibana.Panel.Shape;
import java.util.List;

/** The dashboard that an analyst opens first: what is open, since when, in which flow, and what it touches. */
final class OperationsOverview {
    private static final String OPEN = Fields.STATUS + ": (OPEN or ACKNOWLEDGED)";

    private OperationsOverview() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "operations-overview",
                "Tillwatch: operations overview",
                "Open incidents, signals, flow status, differences to the books, oversold stock and quarantine.",
                List.of(
                        openCount(),
                        moneyAtRisk(),
                        oversold(),
                        openByPriority(),
                        incidentsOverTime(),
                        signalsOverTime(),
                        flowStatus(),
                        breaks(),
                        quarantine()),
                List.of(
                        new Dashboard.Control("Flow", Views.SIGNALS, Fields.FLOW),
                        new Dashboard.Control("Kind", Views.SIGNALS, Fields.KIND)));
    }

    private static Panel openCount() {
        return new Panel(
                "open",
                "Open incidents",
                Shape.FIGURE,
                Views.INCIDENTS,
                OPEN,
                List.of(Column.count("Open incidents")),
                new Grid(0, 0, 8, 7),
                false);
    }

    /** By currency: amounts of two currencies are never one sum. */
    private static Panel moneyAtRisk() {
        return new Panel(
                "money-at-risk",
                "Money at risk in open incidents (minor units)",
                Shape.TABLE,
                Views.INCIDENTS,
                OPEN + " and " + Fields.MONEY + ": *",
                List.of(
                        Column.by("Currency", Fields.MONEY_CURRENCY, 5),
                        Column.sum("At risk, minor units", Fields.MONEY),
                        Column.count("Incidents")),
                new Grid(8, 0, 16, 7),
                false);
    }

    private static Panel oversold() {
        return new Panel(
                "oversold",
                "Stock positions available below zero",
                Shape.FIGURE,
                Views.POSITIONS,
                Fields.AVAILABLE + " < 0",
                List.of(Column.count("Oversold positions")),
                new Grid(24, 0, 8, 7),
                true);
    }

    private static Panel openByPriority() {
        return new Panel(
                "open-by-priority",
                "Open incidents by priority",
                Shape.BARS,
                Views.INCIDENTS,
                OPEN,
                List.of(Column.byNumber("Priority", Fields.PRIORITY, 5), Column.count("Incidents")),
                new Grid(32, 0, 16, 7),
                false);
    }

    private static Panel incidentsOverTime() {
        return new Panel(
                "incidents-over-time",
                "Incidents by kind",
                Shape.STACKED_OVER_TIME,
                Views.INCIDENTS,
                "",
                List.of(Column.over(Fields.STARTED), Column.by("Kind", Fields.KIND, 10), Column.count("Incidents")),
                new Grid(0, 7, 24, 12),
                false);
    }

    private static Panel signalsOverTime() {
        return new Panel(
                "signals-over-time",
                "Signals by flow",
                Shape.LINES_OVER_TIME,
                Views.SIGNALS,
                "",
                List.of(Column.over(Fields.TIME), Column.by("Flow", Fields.FLOW, 10), Column.count("Signals")),
                new Grid(24, 7, 24, 12),
                false);
    }

    private static Panel flowStatus() {
        return new Panel(
                "flow-status",
                "Flows, as last seen",
                Shape.TABLE,
                Views.FLOW_HEALTH,
                "",
                List.of(
                        Column.by("Flow", Fields.FLOW, 50),
                        Column.last("Status", Fields.FLOW_STATUS, Fields.TIME, true),
                        Column.last("Oldest waiting, ms", Fields.HEAD_OF_LINE, Fields.TIME, false),
                        Column.last("Backlog", Fields.BACKLOG, Fields.TIME, false)),
                new Grid(0, 19, 24, 14),
                true);
    }

    private static Panel breaks() {
        return new Panel(
                "breaks",
                "Differences to the books, open",
                Shape.TABLE,
                Views.CASES,
                Fields.CASE_OPEN + ": true and " + Fields.CASE_VALUE + ": *",
                List.of(
                        Column.by("Kind", Fields.CASE_KIND, 25),
                        Column.by("Currency", Fields.CASE_CURRENCY, 5),
                        Column.sum("At risk, minor units", Fields.CASE_VALUE),
                        Column.count("Cases")),
                new Grid(24, 19, 24, 14),
                true);
    }

    private static Panel quarantine() {
        return new Panel(
                "quarantine",
                "Quarantine by reason",
                Shape.RING,
                Views.QUARANTINE,
                "",
                List.of(Column.by("Reason", Fields.REASON, 15), Column.count("Records")),
                new Grid(0, 33, 24, 12),
                true);
    }
}
