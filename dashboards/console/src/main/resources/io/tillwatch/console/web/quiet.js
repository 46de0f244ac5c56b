// Quiet: what is to call nobody, by whose word; and every signal that called nobody, with what held it back.

import { h } from "preact";
import { useState } from "preact/hooks";
import { query, useFetch, useRevision, useStore, useTick } from "./api.js";
import { count, fullTime, sentence, subject, until } from "./format.js";
import { EndButton, SilenceForm, covers, holds } from "./silence.js";
import { Segments, Table, ago, el, empty, failure, go, guideTo, link, loading, muted, narrow, paramsNow, state, term, usePlace } from "./view.js";

const silenceState = (s) => (holds(s) ? state("info", "Holds") : s.endedAt ? state("none", `Ended by ${s.endedBy}`) : state("none", "Over"));
const ends = (s) => (holds(s) ? el.span({ title: fullTime(s.until) }, until(s.until)) : ago(s.endedAt ?? s.until, " ago"));

const silenceColumns = (onEnded) => [
  { id: "silence", title: "Covers", cell: (s) => el.span({ class: "two" }, el.b(covers(s)), muted(s.reason), narrow(silenceState(s), el.span(`asked for by ${s.actor}`))) },
  { id: "state", title: "State", cell: silenceState, hide: "no-narrow" },
  { id: "actor", title: "Owner", cell: (s) => s.actor, hide: "no-narrow" },
  { id: "since", title: "Since", term: "quiet.since", number: true, cell: (s) => ago(s.from), hide: "no-narrow" },
  { id: "ends", title: "Ends", term: "quiet.ends", number: true, cell: ends },
  { id: "end", title: el.span({ class: "unseen" }, "End it"), cell: (s) => (holds(s) ? h(EndButton, { silence: s, onEnded }) : null) },
];

const SHOWN = { holding: holds, over: (s) => !holds(s), all: () => true };

const Silences = ({ shown, onEnded }) => {
  const { data, error } = useFetch("/silences?all=true", useRevision("silences"));
  if (error) return failure(error);
  if (!data) return loading(3);
  const rows = data.silences.filter(SHOWN[shown]);
  const holding = data.silences.filter(holds).length;
  const show = (next) => go(`/quiet${query({ ...paramsNow(), show: next === "holding" ? null : next })}`, true);
  return [
    h(Segments, { key: "which", label: "Which silences", value: shown, options: [["holding", "Holding", count(holding)], ["over", "Over", count(data.silences.length - holding)], ["all", "All"]], onChange: show }),
    rows.length
      ? h(Table, { key: "table", caption: "Silences, the last to begin first", columns: silenceColumns(onEnded), rows, keyOf: (s) => s.id, versionOf: (s) => s.endedAt, focus: false })
      : empty(shown === "over" ? "None is over" : "Nothing is silenced", "New silence lets incidents call nobody for a while."),
  ];
};

const RULES = { EXPECTED: "ok", INHIBITED: "none", SILENCED: "info" };
const ruleState = (held) => state(RULES[held.rule], sentence(held.rule));
const incidentOf = (held) => (held.incident ? link(`/incidents/${encodeURIComponent(held.incident)}`, { class: "accent" }, "Incident") : muted("none"));

const HELD = [
  { id: "held", title: "Signal", cell: ({ signal: s, ...held }) => el.span({ class: "two" }, el.span(el.b(sentence(s.kind)), el.span({ class: "subject" }, subject(s.subject))), muted(s.summary), narrow(ruleState(held), el.span(held.because), incidentOf(held))) },
  { id: "rule", title: "Rule", cell: ruleState, hide: "no-narrow" },
  { id: "because", title: "Because", cell: (held) => held.because, hide: "no-narrow" },
  { id: "flow", title: "Flow", cell: (held) => link(`/flows/${encodeURIComponent(held.signal.flow)}`, {}, held.signal.flow), hide: "no-narrow" },
  { id: "incident", title: "Counted in", cell: incidentOf, hide: "no-narrow" },
  { id: "when", title: "Age", term: "quiet.when", number: true, cell: (held) => ago(held.at) },
];

const Held = ({ params }) => {
  const { flows } = useStore();
  const { rule, flow, incident } = params;
  const { data, error } = useFetch(`/suppressions${query({ rule, flow, incident })}`, useRevision("suppressions"));
  const change = (next) => go(`/quiet${query({ ...paramsNow(), ...next })}`, true);
  if (error) return failure(error);
  if (!data) return loading(6);
  const narrowed = rule || flow || incident;
  return [
    el.div(
      { key: "filter", class: "bar-top" },
      h(Segments, { label: "Rule", value: rule ?? "", options: [["", "Any rule"], ...Object.keys(RULES).map((r) => [r, sentence(r), count(data.counts[r] ?? 0)])], onChange: (r) => change({ rule: r }) }),
      el.select(
        { "aria-label": "Flow", value: flow ?? "", onChange: (event) => change({ flow: event.target.value }) },
        el.option({ value: "" }, "Any flow"),
        [...flows.keys()].map((id) => el.option({ key: id, value: id }, id)),
      ),
      incident ? el.button({ class: "toggle on", "aria-pressed": "true", onClick: () => change({ incident: null }) }, `Incident ${incident} ✕`) : null,
    ),
    data.newest.length
      ? h(Table, { key: "table", caption: "Signals that called nobody, the newest first", columns: HELD, rows: data.newest, keyOf: (held) => held.id, focus: false })
      : empty(narrowed ? "None of the newest matches" : "Every signal called somebody", narrowed ? "Take a filter away; the index has all of them." : "What is held back appears here with the rule that did it."),
  ];
};

export const Quiet = () => {
  useTick();
  const { params } = usePlace();
  const { flows } = useStore();
  const [said, setSaid] = useState(null);
  if (!flows) return loading(12);
  const close = () => go(`/quiet${query({ show: paramsNow().show })}`, true);
  const stored = (silence) => {
    setSaid(`Stored: ${covers(silence)} calls nobody`);
    close();
  };
  return el.div(
    { class: `page${params.new ? " with-drawer" : ""}` },
    el.div({ class: "bar-top" }, el.h1("Quiet"), el.button({ onClick: () => go("/quiet?new=1") }, "New silence"), el.span({ class: "muted", role: "status" }, said), el.span({ class: "spring" }), guideTo("quiet")),
    el.section({ class: "block" }, el.h2(term("quiet.silences")), h(Silences, { shown: SHOWN[params.show] ? params.show : "holding", onEnded: () => setSaid("The silence is ended") })),
    el.section({ class: "block" }, el.h2(term("quiet.held")), h(Held, { params })),
    params.new ? h(SilenceForm, { asked: params, onClose: close, onStored: stored }) : null,
  );
};
