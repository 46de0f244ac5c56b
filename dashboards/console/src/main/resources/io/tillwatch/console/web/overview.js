// The first page: what burns, the graph of flows, and four sums that should be right.

import { h } from "preact";
import { useStore, useTick } from "./api.js";
import { amount, compact, count, moneyRound, plural, sentence, share, subject } from "./format.js";
import { FlowGraph } from "./charts.js";
import { Table, ago, el, empty, go, guideTo, incidentState, link, loading, means, muted, narrow, priority, state, term } from "./view.js";

const SHOWN = 5;
const byUrgency = (a, b) => a.priority - b.priority || b.score - a.score;

/** A column head that is empty on screen still has a name. */
const UNNAMED = el.span({ class: "unseen" }, "Priority");
const COLUMNS = [
  { id: "priority", title: UNNAMED, term: "incidents.priority", cell: (i) => priority(i.priority) },
  { id: "kind", title: "What", cell: (i) => el.span({ class: "what" }, el.b(sentence(i.kind)), el.span({ class: "subject" }, subject(i.subject)), narrow(el.span("since ", ago(i.startedAt)), i.moneyAtRisk ? el.span(el.b(moneyRound(i.moneyAtRisk)), " at risk") : null)) },
  { id: "title", title: "Told", cell: (i) => el.span({ class: "clip", title: i.title }, i.title), hide: "no-narrow" },
  { id: "money", title: "At risk", term: "incidents.risk", number: true, cell: (i) => (i.moneyAtRisk ? moneyRound(i.moneyAtRisk) : muted("–")), hide: "no-narrow" },
  { id: "customers", title: "Customers", term: "incidents.customers", number: true, cell: (i) => (i.customers ? count(i.customers) : muted("–")), hide: "no-narrow" },
  { id: "age", title: "Since", term: "incidents.since", number: true, cell: (i) => ago(i.startedAt), hide: "no-narrow" },
  { id: "status", title: "State", cell: (i) => incidentState(i.status), hide: "no-narrow" },
];

const Burning = ({ incidents, overview }) => {
  const open = [...incidents.values()].filter((i) => i.status !== "RESOLVED").sort(byUrgency);
  if (open.length === 0) {
    const { flows, feed } = overview;
    // Silence of an installation that has read nothing is no good news.
    const said = feed.records === 0 ? [state("none", "Nothing was read yet"), muted("Figures appear with the first records.")] : [state("ok", "No open incidents"), muted(`${count(flows.byStatus.OK ?? 0)} of ${count(flows.total)} flows are OK.`)];
    return el.section({ class: "burning" }, el.div({ class: "calm" }, said));
  }
  const perPriority = [1, 2, 3, 4, 5].map((p) => [p, open.filter((i) => i.priority === p).length]).filter(([, n]) => n);
  return el.section(
    { class: "burning" },
    el.h3(
      term("incidents.open", plural(open.length, "open incident")),
      el.span(
        { class: "tally" },
        perPriority.map(([p, n]) => link(`/incidents?priority=${p}`, { key: p }, priority(p), " ", count(n))),
        open.length > SHOWN ? link("/incidents", { class: "accent" }, `${count(open.length - SHOWN)} more`) : null,
      ),
    ),
    h(Table, {
      caption: "Open incidents, the most urgent first",
      columns: COLUMNS,
      rows: open.slice(0, SHOWN),
      keyOf: (i) => i.id,
      versionOf: (i) => i.version,
      label: (i) => `Open P${i.priority} incident: ${i.title}`,
      onOpen: (i) => go(`/incidents/${encodeURIComponent(i.id)}`),
    }),
  );
};

const row = (id, name, value, tone) => el.div({ class: "line" }, term(id, name), el.span({ class: `figure ${tone ?? ""}` }, value));
const panel = ({ to, title, id, lead, unit, verdict }, ...lines) =>
  el.section(
    { class: "panel" },
    el.h3(link(to, {}, title), el.span({ class: "lead", ...means(id) }, el.b(lead), el.span({ class: "unit" }, unit)), el.span({ class: "verdict" }, verdict)),
    ...lines,
  );

const Panels = ({ overview }) => {
  const { stock, books, flows, accounting } = overview;
  const bad = ["STALLED", "STOPPED", "SILENT"].reduce((n, s) => n + (flows.byStatus[s] ?? 0), 0);
  const slow = ["SLOW", "REWOUND"].reduce((n, s) => n + (flows.byStatus[s] ?? 0), 0);
  const money = Object.entries(books.valueAtRisk).map(([currency, value]) => amount(value, currency));
  const missing = flows.total - flows.seen;
  return el.div(
    { class: "panels" },
    panel(
      { to: "/stock", title: "Stock", id: "stock.positions", lead: count(stock.positions), unit: "positions", verdict: !stock.positions ? state("none", "None yet") : stock.oversold ? state("bad", `${count(stock.oversold)} oversold`) : state("ok", "None oversold") },
      row("stock.prompt", "Applied within 60 s of happening", share(stock.promptShare)),
      row("stock.uncertain", "With an interval, source silent", count(stock.uncertain), stock.uncertain ? "warn" : ""),
      row("stock.changes", "Changes in the last minute", count(stock.changesPerMinute)),
    ),
    panel(
      { to: "/books", title: "Books", id: "books.breaks", lead: count(books.mismatched), unit: books.mismatched === 1 ? "break" : "breaks", verdict: !books.known ? state("none", "No case yet") : books.mismatched ? state("warn", "Do not balance") : state("ok", "Balance") },
      row("books.risk", "Value at risk", money.length ? money.join(" + ") : "none"),
      row("books.expected", "Expected, not due yet", count(books.expected)),
      row("books.suggested", "Suggested, to confirm", count(books.suggested)),
    ),
    panel(
      { to: "/flows", title: "Flows", id: "flows.ok", lead: `${count(flows.byStatus.OK ?? 0)} of ${count(flows.total)}`, unit: "OK", verdict: bad ? state("bad", `${count(bad)} not flowing`) : slow ? state("warn", `${count(slow)} slow`) : missing ? state("none", `${count(missing)} without a word`) : state("ok", "All flow") },
      row("flows.objectives", "Objectives met", flows.objectives ? `${count(flows.met)} of ${count(flows.objectives)}` : "not measured yet"),
      row("flows.budget", "Least error budget left", share(flows.budgetLeft), flows.budgetLeft !== undefined && flows.budgetLeft < 0 ? "bad" : ""),
      bad || slow ? (missing ? row("flows.noword", "No word yet", count(missing)) : null) : null,
    ),
    panel(
      { to: "/flows#accounting", title: "Records", id: "flows.in", lead: compact(accounting.input), unit: "in", verdict: !accounting.input ? state("none", "None yet") : accounting.balanced ? state("ok", "Balanced") : state("bad", `${plural(accounting.open.length, "account")} open`) },
      el.p({ class: "sum", ...means("flows.records") }, "= ", el.b(compact(accounting.applied)), " applied + ", el.b(compact(accounting.duplicate)), " duplicate + ", el.b(compact(accounting.late)), " late + ", el.b(compact(accounting.quarantined)), " quarantined + ", el.b(compact(accounting.ignored)), " ignored"),
    ),
    el.p(guideTo("overview")),
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
    h(Burning, { incidents, overview }),
    el.div(
      { class: "columns" },
      el.section(
        { class: "flowing" },
        el.h3(term("overview.path"), muted("age of the oldest event on its way")),
        views.length ? h(FlowGraph, { views }) : empty("The flow catalogue is empty"),
      ),
      h(Panels, { overview }),
    ),
  );
};
