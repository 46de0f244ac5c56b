// Flows: state, three clocks, rates and shares, backlog with its past; below, what became of every record.

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChanges, useFetch, useRevision, useStore, useTick } from "./api.js";
import { compact, count, rate, share, span, until, sentence, fullTime, zoneName } from "./format.js";
import { TimeChart, spark } from "./charts.js";
import { Drawer, Segments, Table, ago, at, chip, el, empty, facts, failure, flowState, flowTone, go, guideTo, link, loading, muted, narrow, priority, runbook, section, state, term, usePlace } from "./view.js";

const clockTitle = (q) => `p50 ${span(q.p50Millis)}, p95 ${span(q.p95Millis)}, p99 ${span(q.p99Millis)} of ${count(q.count)} events`;
const lag = (q) => (!q || q.count === 0 ? muted("–") : el.span({ title: clockTitle(q) }, span(q.p95Millis)));
const part = (value, limit) => (value > 0 ? el.span({ class: value >= limit ? "warn" : "" }, share(value)) : muted("0 %"));
const of = (view, read) => (view.health ? read(view.health) : muted("–"));

const COLUMNS = [
  { id: "flow", title: "Flow", cell: (v) => el.span({ class: "two" }, el.b(v.flow.id), el.span({ class: "muted no-narrow keep" }, v.flow.systems.join(" → ")), narrow(flowState(v.health?.status))) },
  { id: "status", title: "State", term: "flows.state", cell: (v) => flowState(v.health?.status, v.health?.reason), hide: "no-narrow keep" },
  { id: "tier", title: "Tier", term: "flows.tier", number: true, cell: (v) => v.flow.tier, hide: "no-narrow" },
  { id: "head", title: "Oldest waits", term: "flows.head", number: true, cell: (v) => of(v, (x) => (x.headOfLineMillis ? span(x.headOfLineMillis) : muted(x.status === "SILENT" ? "–" : "level"))) },
  { id: "offline", title: "Offline", term: "flows.offline", number: true, cell: (v) => lag(v.health?.offline), hide: "no-narrow" },
  { id: "transport", title: "Transport", term: "flows.transport", number: true, cell: (v) => lag(v.health?.transport), hide: "no-narrow" },
  { id: "ours", title: "Ours", term: "flows.ours", number: true, cell: (v) => lag(v.health?.ours), hide: "no-narrow" },
  { id: "rate", title: "Rate, 1/min", term: "flows.rate", number: true, cell: (v) => of(v, (x) => el.span(el.b(rate(x.ratePerMinute)), x.expectedPerMinute !== undefined ? muted(` / ${rate(x.expectedPerMinute)}`) : null)), hide: "no-narrow keep" },
  { id: "dup", title: "Dup.", term: "flows.duplicates", number: true, cell: (v) => of(v, (x) => part(x.duplicateShare, 0.05)), hide: "no-narrow" },
  { id: "quar", title: "Quar.", term: "flows.quarantine", number: true, cell: (v) => of(v, (x) => part(x.quarantineShare, 0.001)), hide: "no-narrow" },
  { id: "err", title: "Errors", term: "flows.errors", number: true, cell: (v) => of(v, (x) => part(x.errorShare, 0.02)), hide: "no-narrow" },
  { id: "backlog", title: "Backlog", term: "flows.backlog", number: true, cell: (v) => of(v, (x) => el.span(x.backlog ? el.b(compact(x.backlog)) : muted("0"), x.levelAt ? el.span({ class: "muted no-narrow", title: `Level at ${fullTime(x.levelAt)}` }, ` level ${until(x.levelAt)}`) : null)) },
  { id: "trend", title: "Backlog, lately", cell: (v) => spark(v.trend.map((t) => t.backlog), { tone: flowTone(v.health?.status), label: `Backlog of the last ${v.trend.length} samples` }), hide: "no-narrow" },
];

const SERIES = {
  age: ["Oldest waits", (t) => t.headOfLineMillis, span],
  backlog: ["Backlog", (t) => t.backlog, (v) => compact(Math.round(v))],
  rate: ["Rate per minute", (t) => t.ratePerMinute, rate],
  ours: ["Ours p95", (t) => t.oursP95Millis, span],
};

const Detail = ({ id, revision, onClose }) => {
  const { flows, overview } = useStore();
  const [kind, setKind] = useState("age");
  const { data, error } = useFetch(`/flows/${encodeURIComponent(id)}`, revision);
  const view = flows.get(id) ?? data?.flow;
  if (!view) return h(Drawer, { title: id, onClose }, error ? failure(error) : loading(10));
  const { flow, health, trend } = view;
  const [label, read, format] = SERIES[kind];
  return h(
    Drawer,
    { title: flow.id, subtitle: flow.name, onClose },
    el.p({ class: "line-up" }, flowState(health?.status), health ? el.span(health.reason) : muted("Nothing was said of this flow yet"), health ? muted(el.span("as of ", at(health.at))) : null),
    trend.length > 1
      ? el.div(
          h(Segments, { label: "Figure", value: kind, options: Object.entries(SERIES).map(([key, [name]]) => [key, name]), onChange: setKind }),
          h(TimeChart, { key: kind, zone: overview.clock.zone === "Z" ? "UTC" : overview.clock.zone, times: trend.map((t) => Date.parse(t.at) / 1000), values: trend.map(read), label, format }),
        )
      : null,
    health
      ? section(
          "Three clocks",
          el.table(
            { class: "small" },
            el.thead(el.tr(["Clock", "p50", "p95", "p99", "events"].map((t, i) => el.th({ key: t, scope: "col", class: i ? "number" : "" }, t)))),
            el.tbody([["flows.offline", "Offline", health.offline], ["flows.transport", "Transport", health.transport], ["flows.ours", "Ours, real time", health.ours]].map(([id, name, l]) => el.tr({ key: name }, el.th({ scope: "row" }, term(id, name)), [l.p50Millis, l.p95Millis, l.p99Millis].map((ms) => el.td({ class: "number" }, l.count ? span(ms) : "–")), el.td({ class: "number" }, count(l.count))))),
          ),
        )
      : null,
    view.objectives.length
      ? section(
          "Objectives",
          view.objectives.map((o) => el.p({ key: o.slo, class: "line-up" }, o.total && o.good / o.total >= o.target ? state("ok", "Met") : state("bad", "Missed"), el.b(sentence(o.slo)), el.span(`${share(o.total ? o.good / o.total : null)} of ${count(o.total)}, promised ${share(o.target)}`), muted(term("flows.burn", "burn"), ` ${rate(o.burnRate)}×, `, term("flows.budget", "budget left"), ` ${share(o.budgetLeft)}`))),
          view.objectives.some((o) => o.periods?.some((p) => p.total))
            ? el.table(
                { class: "small" },
                el.thead(el.tr(["Objective", "Kept today", "7 days", "30 days", "Budget left, 30 days"].map((t, i) => el.th({ key: t, scope: "col", class: i ? "number" : "" }, t)))),
                el.tbody(view.objectives.filter((o) => o.periods?.length).map((o) => el.tr({ key: o.slo }, el.th({ scope: "row" }, sentence(o.slo)), o.periods.map((p) => el.td({ key: p.period, class: "number" }, p.total ? share(p.good / p.total) : "–")), el.td({ class: "number" }, o.periods.at(-1).total ? share(o.periods.at(-1).budgetLeft) : "–")))),
              )
            : null,
        )
      : null,
    data?.incidents.length
      ? section("Incidents", el.ul({ class: "plain" }, data.incidents.map((i) => el.li({ key: i.id }, link(`/incidents/${encodeURIComponent(i.id)}`, { class: "hanging" }, priority(i.priority), el.span(i.title))))))
      : null,
    data?.signals.length
      ? section(`Newest signals, ${zoneName()}`, el.ol({ class: "timeline" }, data.signals.slice(0, 10).map((s) => el.li({ key: s.id }, at(s.seenAt), el.span(s.summary)))))
      : null,
    section(
      "Agreement",
      facts([
        ["Path", flow.systems.join(" → ")],
        ["Fed by", flow.upstream.length ? flow.upstream.map((u) => link(`/flows/${encodeURIComponent(u)}`, { key: u, class: "chip" }, u)) : null],
        ["Feeds", data?.downstream.length ? data.downstream.map((u) => link(`/flows/${encodeURIComponent(u)}`, { key: u, class: "chip" }, u)) : null],
        [term("flows.tier"), `${flow.tier}, ${sentence(flow.latency)}`],
        ["Fallback", flow.fallback],
        ["Sources concerned", health?.affected.length ? health.affected.map((a) => chip(a)) : null],
        ["Owner", flow.owner],
        ["Escalation", flow.escalation],
        ["Runbook", runbook(flow.runbook)],
      ]),
    ),
  );
};

const ACCOUNTS = [
  { id: "component", title: "Component", cell: (a) => el.span({ class: "two" }, a.component, muted(`${a.partition} · ${a.flow}`)) },
  { id: "input", title: "In", term: "flows.in", number: true, cell: (a) => el.b(count(a.input)) },
  ...["applied", "duplicate", "late", "quarantined", "ignored"].map((id) => ({ id, title: sentence(id), term: `flows.${id}`, number: true, cell: (a) => (a[id] ? el.span({ class: id === "quarantined" ? "warn" : "" }, count(a[id])) : muted("0")), hide: id === "applied" || id === "quarantined" ? "" : "no-narrow" })),
  { id: "balance", title: "Balance", term: "flows.records", cell: (a) => (a.input === a.applied + a.duplicate + a.late + a.quarantined + a.ignored ? state("ok", "Balanced") : state("bad", `${count(a.input - a.applied - a.duplicate - a.late - a.quarantined - a.ignored)} without outcome`)) },
  { id: "at", title: "As of", term: "flows.asof", number: true, cell: (a) => ago(a.at), hide: "no-narrow" },
];

const Accounting = () => {
  const [accounts, setAccounts] = useState(new Map());
  const { data, error } = useFetch("/accounting");
  const keyOf = (a) => `${a.component}|${a.partition}|${a.flow}`;
  useChanges("accounting", (changed) => setAccounts((before) => new Map([...before, ...changed.map((a) => [keyOf(a), a])])));
  if (error) return failure(error);
  if (!data) return loading(4);
  const rows = [...new Map([...data.accounts.map((a) => [keyOf(a), a]), ...accounts]).values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return rows.length === 0 ? empty("No accounts yet", "They come with the first records.") : h(Table, { caption: "What became of every record", columns: ACCOUNTS, rows, keyOf, focus: false });
};

const WORST = { bad: 0, warn: 1, info: 2, none: 3, ok: 4 };

export const Flows = ({ path }) => {
  useTick();
  const { flows, overview } = useStore();
  const [sort, setSort] = useState("state");
  const { hash } = usePlace();
  const id = path.startsWith("/flows/") ? decodeURIComponent(path.slice("/flows/".length)) : null;
  const revision = useRevision("signals", (changed) => changed.some((s) => s.flow === id));
  useEffect(() => {
    if (hash && flows) document.getElementById(hash.slice(1))?.scrollIntoView({ block: "start" });
  }, [hash, flows === null]);
  if (!flows) return loading(12);
  const rows = [...flows.values()];
  if (sort === "state") rows.sort((a, b) => WORST[flowTone(a.health?.status)] - WORST[flowTone(b.health?.status)] || a.flow.tier - b.flow.tier);
  return el.div(
    { class: `page${id ? " with-drawer" : ""}` },
    el.div(
      { class: "bar-top" },
      el.h1("Flows"),
      h(Segments, { label: "Order", value: sort, options: [["state", "Worst first"], ["catalogue", "As in the catalogue"]], onChange: setSort }),
      el.span({ class: "spring" }),
      el.span({ class: "muted", role: "status" }, `${count(overview.flows.byStatus.OK ?? 0)} of ${count(overview.flows.total)} `, term("flows.ok", "OK"), "; clocks are p95 of the last window"),
      guideTo("flows"),
    ),
    rows.length ? h(Table, { caption: "Flows", columns: COLUMNS, rows, keyOf: (v) => v.flow.id, versionOf: (v) => v.health?.status, open: id, label: (v) => `Open flow ${v.flow.id}`, onOpen: (v) => go(`/flows/${encodeURIComponent(v.flow.id)}`) }) : empty("The flow catalogue is empty"),
    el.section({ class: "accounts", id: "accounting" }, el.h2(term("flows.records"), muted("in = applied + duplicate + late + quarantined + ignored")), h(Accounting)),
    id ? h(Detail, { key: id, id, revision, onClose: () => go("/flows") }) : null,
  );
};
