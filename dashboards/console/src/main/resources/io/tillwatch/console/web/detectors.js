// Detectors: who speaks of trouble, how often, by which model, and what people said of it.

import { h } from "preact";
import { useFetch, useRevision, useTick } from "./api.js";
import { count, sentence, share } from "./format.js";
import { Table, ago, el, empty, failure, guideTo, loading, muted, narrow, state } from "./view.js";

const COLUMNS = [
  { id: "detector", title: "Detector", cell: (d) => el.span({ class: "two" }, el.b(d.id), el.span({ class: "muted" }, d.kinds.map(sentence).join(", ")), narrow(d.firing ? state("bad", `${count(d.firing)} firing`) : state("ok", "Quiet"))) },
  { id: "state", title: "State", cell: (d) => (d.firing ? state("bad", "Firing") : state("ok", "Quiet")), hide: "no-narrow" },
  { id: "firing", title: "Firing now", term: "detectors.firing", number: true, cell: (d) => (d.firing ? el.b(count(d.firing)) : muted("0")), hide: "no-narrow" },
  { id: "signals", title: "Signals", term: "detectors.signals", number: true, cell: (d) => count(d.signals) },
  { id: "incidents", title: "Incidents", term: "detectors.incidents", number: true, cell: (d) => count(d.incidents), hide: "no-narrow" },
  { id: "false", title: "False alarms", term: "detectors.false", number: true, cell: (d) => (d.falseAlarms ? el.span({ class: "warn" }, count(d.falseAlarms), el.span({ class: "unit" }, share(d.falseAlarms / d.incidents))) : muted("0")), hide: "no-narrow" },
  { id: "model", title: "Model", term: "detectors.models", cell: (d) => (d.models.length ? el.code({ title: d.models.join(", ") }, d.models.at(-1), d.models.length > 1 ? muted(` +${d.models.length - 1}`) : null) : muted("fixed rules")), hide: "no-narrow" },
  { id: "last", title: "Last spoke", term: "detectors.last", number: true, cell: (d) => ago(d.lastSpoke) },
];

export const Detectors = () => {
  useTick();
  const { data, error } = useFetch("/detectors", useRevision("signals"));
  const rows = data ? [...data.detectors].sort((a, b) => b.firing - a.firing || a.id.localeCompare(b.id)) : [];
  return el.div(
    { class: "page" },
    el.div({ class: "bar-top" }, el.h1("Detectors"), el.span({ class: "muted" }, "Fixed rules always run; a model adds to them and hides nothing."), el.span({ class: "spring" }), guideTo("detectors")),
    error ? failure(error) : !data ? loading(8) : rows.length === 0 ? empty("No detector has spoken yet", "Each appears with its first signal.") : h(Table, { caption: "Detectors, those that fire first", columns: COLUMNS, rows, keyOf: (d) => d.id, versionOf: (d) => d.signals, focus: false }),
  );
};
