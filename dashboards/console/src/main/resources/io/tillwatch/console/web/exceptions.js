// Exceptions: failures never seen before, by template; and records in quarantine, by how they fail.

import { h } from "preact";
import { query, useFetch, useRevision, useStore, useTick } from "./api.js";
import { count, plural, sentence } from "./format.js";
import { spark } from "./charts.js";
import { Pager, Table, ago, at, el, empty, failure, go, guideTo, link, loading, muted, narrow, paramsNow, term, usePlace } from "./view.js";

const CLUSTERS = [
  { id: "template", title: "Failure", cell: ({ cluster: c }) => el.span({ class: "two" }, el.code(c.template), el.span({ class: "muted" }, [c.type.split(".").at(-1), c.service].filter(Boolean).join(" in "), narrow(` · ${c.flow}`))) },
  { id: "flow", title: "Flow", cell: ({ cluster: c }) => link(`/flows/${encodeURIComponent(c.flow)}`, {}, c.flow), hide: "no-narrow" },
  { id: "count", title: "Times", term: "exceptions.count", number: true, cell: ({ cluster: c }) => el.b(count(c.count)) },
  { id: "trend", title: "Growth", cell: ({ cluster: c }) => spark(c.trend.map((t) => t.count), { tone: "warn", label: `Failures so far, ${c.trend.length} samples` }), hide: "no-narrow" },
  { id: "first", title: "First", term: "exceptions.first", number: true, cell: ({ cluster: c }) => ago(c.firstSeen), hide: "no-narrow" },
  { id: "last", title: "Last", term: "exceptions.last", number: true, cell: ({ cluster: c }) => ago(c.lastSeen) },
  { id: "incident", title: "Incident", cell: (row) => (row.incident ? link(`/incidents/${encodeURIComponent(row.incident)}`, { class: "accent" }, "Open") : muted("none")), hide: "no-narrow" },
];

const GROUPS = [
  { id: "reason", title: "Reason", cell: (g) => el.span({ class: "two" }, el.b(sentence(g.reason)), el.span({ class: "muted" }, g.type ?? g.topic)) },
  { id: "flow", title: "Flow", cell: (g) => g.flow ?? muted("unknown"), hide: "no-narrow" },
  { id: "explanation", title: "Newest explanation", cell: (g) => el.span({ class: "clip", title: g.explanation }, g.explanation), hide: "no-narrow" },
  { id: "held", title: "Records", term: "exceptions.held", number: true, cell: (g) => el.b({ class: "warn" }, count(g.count)) },
  { id: "last", title: "Last", term: "exceptions.last", number: true, cell: (g) => ago(g.lastSeen) },
];

const RECORDS = [
  { id: "when", title: "Put there", cell: (r) => at(r.firstSeen) },
  { id: "where", title: "Where it lies", cell: (r) => el.code(`${r.topic} ${r.partition} @ ${r.offset}`) },
  { id: "explanation", title: "Explanation", cell: (r) => el.span({ class: "clip", title: r.explanation }, r.explanation), hide: "no-narrow" },
  { id: "component", title: "Refused by", cell: (r) => r.component, hide: "no-narrow" },
  { id: "attempt", title: "Attempt", term: "exceptions.attempt", number: true, cell: (r) => count(r.attempt), hide: "no-narrow" },
];

const Clusters = () => {
  const { data, error } = useFetch("/exceptions", useRevision("signals"));
  if (error) return failure(error);
  if (!data) return loading(4);
  return data.clusters.length === 0
    ? empty("No new failures", "A failure whose template was never seen before appears here at its third time.")
    : h(Table, { caption: "New failures by template, the last seen first", columns: CLUSTERS, rows: data.clusters, keyOf: (row) => row.cluster.id, versionOf: (row) => row.cluster.count, focus: false });
};

const keyOf = (g) => [g.reason, g.flow, g.type, g.topic].join("|");

const Quarantine = () => {
  const { params } = usePlace();
  const { overview } = useStore();
  const filter = { reason: params.reason, flow: params.flow, page: params.page };
  const { data, error } = useFetch(`/quarantine${query(filter)}`, useRevision("quarantine"));
  const change = (next) => go(`/exceptions${query({ ...paramsNow(), page: null, ...next })}`, true);
  if (error) return failure(error);
  if (!data) return loading(6);
  if (data.groups.length === 0) return empty("Nothing in quarantine", overview.accounting.input ? "Every record could be used." : "No record came yet.");
  const narrowed = params.reason || params.flow;
  return [
    h(Table, {
      key: "groups",
      caption: "Records in quarantine by how they fail",
      columns: GROUPS,
      rows: data.groups,
      keyOf,
      versionOf: (g) => g.count,
      open: narrowed ? data.groups.filter((g) => g.reason === params.reason && (g.flow ?? "") === (params.flow ?? "")).map(keyOf)[0] : undefined,
      label: (g) => `Only ${sentence(g.reason)}${g.flow ? ` of ${g.flow}` : ""}`,
      onOpen: (g) => change({ reason: g.reason, flow: g.flow }),
      focus: false,
    }),
    el.h3({ key: "head", class: "sub" }, `Newest of ${plural(data.total, "record")}`, narrowed ? el.button({ class: "quiet", onClick: () => change({ reason: null, flow: null }) }, `${[params.reason && sentence(params.reason), params.flow].filter(Boolean).join(", ")} ✕ show all`) : null),
    data.records.length === 0
      ? empty("None of these are kept here", "The topic has them.")
      : h(Table, { key: "records", caption: "Newest records in quarantine", columns: RECORDS, rows: data.records, keyOf: (r) => r.id, focus: false }),
    h(Pager, { key: "pager", page: data.page, size: data.size, total: Math.min(data.total, 1_000), onPage: (page) => change({ page }) }),
  ];
};

export const Exceptions = () => {
  useTick();
  return el.div(
    { class: "page" },
    el.div({ class: "bar-top" }, el.h1("Exceptions"), el.span({ class: "spring" }), guideTo("exceptions")),
    el.section({ class: "block" }, el.h2(term("exceptions.clusters")), h(Clusters)),
    el.section({ class: "block" }, el.h2(term("exceptions.quarantine")), h(Quarantine)),
  );
};
