// The first page: what burns, the graph of flows, and four sums that should be right.

import { h } from "preact";
import { useStore, useTick } from "./api.js";
import { amount, compact, count, moneyRound, share } from "./format.js";
import { FlowGraph } from "./charts.js";
import { Table, ago, el, empty, go, incidentState, link, loading, muted, priority, state } from "./view.js";
import { sentence } from "./format.js";

const byUrgency = (a, b) => a.priority - b.priority || b.score - a.score;

const COLUMNS = [
  { id: "priority", title: "", short: "Priority", cell: (i) => priority(i.priority) },
  { id: "kind", title: "What", cell: (i) => el.span({ class: "what" }, el.b(sentence(i.kind)), el.span({ class: "subject" }, i.subject)) },
  { id: "title", title: "Told", cell: (i) => el.span({ class: "clip", title: i.title }, i.title), hide: "no-narrow" },
  { id: "money", title: "At risk", number: true, cell: (i) => (i.moneyAtRisk ? moneyRound(i.moneyAtRisk) : muted("–")) },
  { id: "customers", title: "Customers", number: true, cell: (i) => (i.customers ? count(i.customers) : muted("–")), hide: "no-narrow" },
  { id: "age", title: "Since", number: true, cell: (i) => ago(i.startedAt) },
  { id: "status", title: "State", cell: (i) => incidentState(i.status), hide: "no-narrow" },
];

const Burning = ({ incidents }) => {
  const open = [...incidents.values()].filter((i) => i.status !== "RESOLVED").sort(byUrgency);
  if (open.length === 0) {
    return el.section({ class: "burning" }, el.div({ class: "calm" }, state("ok", "No open incidents"), muted("Everything that is watched is as it should be.")));
  }
  return el.section(
    { class: "burning" },
    h(Table, {
      caption: "Open incidents, the most urgent first",
      columns: COLUMNS,
      rows: open.slice(0, 5),
      keyOf: (i) => i.id,
      versionOf: (i) => i.version,
      label: (i) => `Open incident ${i.title}`,
      onOpen: (i) => go(`/incidents/${encodeURIComponent(i.id)}`),
    }),
    open.length > 5 ? el.p({ class: "more" }, link("/incidents", {}, `${open.length - 5} more`)) : null,
  );
};

const row = (name, value, tone) => el.div({ class: "line" }, el.span(name), el.span({ class: `figure ${tone ?? ""}` }, value));
const panel = (to, title, lead, unit, verdict, ...lines) =>
  el.section(
    { class: "panel" },
    el.h3(link(to, {}, title), verdict),
    el.p({ class: "lead" }, el.b(lead), " ", el.span({ class: "unit" }, unit)),
    ...lines,
  );

const Panels = ({ overview }) => {
  const { stock, books, flows, accounting } = overview;
  const bad = ["STALLED", "STOPPED", "SILENT"].reduce((n, s) => n + (flows.byStatus[s] ?? 0), 0);
  const slow = ["SLOW", "REWOUND"].reduce((n, s) => n + (flows.byStatus[s] ?? 0), 0);
  const money = Object.entries(books.valueAtRisk).map(([currency, value]) => amount(value, currency));
  return el.div(
    { class: "panels" },
    panel(
      "/stock",
      "Stock",
      count(stock.positions),
      "positions",
      stock.oversold ? state("bad", `${count(stock.oversold)} oversold`) : state("ok", "None oversold"),
      row("Applied within 60 s of happening", share(stock.promptShare)),
      row("With an interval, source silent", count(stock.uncertain), stock.uncertain ? "warn" : ""),
      row("Changes in the last minute", count(stock.changesPerMinute)),
    ),
    panel(
      "/books",
      "Books",
      count(books.mismatched),
      books.mismatched === 1 ? "break" : "breaks",
      books.mismatched ? state("warn", "Do not balance") : state("ok", "Balance"),
      row("Value at risk", money.length ? money.join(" + ") : "none"),
      row("Expected, not due yet", count(books.expected)),
      row("Suggested, to confirm", count(books.suggested)),
    ),
    panel(
      "/flows",
      "Flows",
      `${count(flows.byStatus.OK ?? 0)} of ${count(flows.total)}`,
      "OK",
      bad ? state("bad", `${bad} not flowing`) : slow ? state("warn", `${slow} slow`) : state("ok", "All flow"),
      row("Objectives met", flows.objectives ? `${count(flows.met)} of ${count(flows.objectives)}` : "not measured yet"),
      row("Least error budget left", share(flows.budgetLeft), flows.budgetLeft !== undefined && flows.budgetLeft < 0 ? "bad" : ""),
      row("No word yet", count(flows.total - flows.seen)),
    ),
    panel(
      "/flows",
      "Records",
      compact(accounting.input),
      "in",
      accounting.balanced ? state("ok", "Balanced") : state("bad", `${accounting.open.length} accounts open`),
      el.p({ class: "sum", title: "Every record that came in has exactly one outcome" }, "= ", el.b(compact(accounting.applied)), " applied + ", el.b(compact(accounting.duplicate)), " duplicate + ", el.b(compact(accounting.late)), " late + ", el.b(compact(accounting.quarantined)), " quarantined + ", el.b(compact(accounting.ignored)), " ignored"),
    ),
  );
};

export const Overview = () => {
  useTick();
  const { overview, flows, incidents } = useStore();
  if (!flows || !incidents) return loading(12);
  const views = [...flows.values()];
  return el.div(
    { class: "overview" },
    el.h1({ class: "unseen" }, "Overview"),
    h(Burning, { incidents }),
    el.div(
      { class: "columns" },
      el.section(
        { class: "flowing" },
        el.h3("From tills to Odoo", muted("age of the oldest event on its way")),
        views.length ? h(FlowGraph, { views }) : empty("The flow catalogue is empty"),
      ),
      h(Panels, { overview }),
    ),
  );
};
