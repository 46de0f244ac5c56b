// Incidents: an inbox by urgency; one incident with why, when, what caused it, and what to do.

import { h } from "preact";
import { useEffect } from "preact/hooks";
import { query, useFetch, useStore, useTick } from "./api.js";
import { addingUp, count, money, moneyRound, sentence, signed, span, subject, timeZoned, zoneName } from "./format.js";
import { CopyButton, Segments, Table, ago, at, chip, el, empty, facts, failure, go, guideTo, incidentState, link, loading, muted, narrow, priority, runbook, section, state, term, usePlace } from "./view.js";
import { Hush } from "./silence.js";
import { Judge, Merge, Say } from "./verdicts.js";

const byUrgency = (a, b) => (a.status === "RESOLVED") - (b.status === "RESOLVED") || a.priority - b.priority || b.score - a.score;
const risk = (i) => (i.moneyAtRisk ? moneyRound(i.moneyAtRisk) : muted("–"));
/** A column head that is empty on screen still has a name. */
const UNNAMED = el.span({ class: "unseen" }, "Priority");

const COLUMNS = [
  { id: "priority", title: UNNAMED, term: "incidents.priority", cell: (i) => priority(i.priority) },
  {
    id: "what",
    title: "What",
    cell: (i) =>
      el.span(
        { class: "two" },
        el.b(i.title),
        el.span({ class: "line-up muted" }, incidentState(i.status), el.span(`${sentence(i.kind)} · ${i.flow}`)),
        narrow(el.span("since ", ago(i.startedAt)), i.moneyAtRisk ? el.b(moneyRound(i.moneyAtRisk)) : null),
      ),
  },
  { id: "money", title: "At risk", term: "incidents.risk", number: true, cell: risk, hide: "no-narrow" },
  { id: "age", title: "Since", term: "incidents.since", number: true, cell: (i) => ago(i.startedAt), hide: "no-narrow" },
];

/** Why this priority; a model's move is a term like the others, so that the column adds up. */
const termsOf = (incident) => {
  const rows = [...incident.terms].sort((a, b) => b.contribution - a.contribution);
  const rest = incident.score - rows.reduce((sum, t) => sum + t.contribution, 0);
  if (Math.abs(rest) >= 0.005) {
    rows.push({ name: incident.model ? "model" : "other", value: rest, weight: 1, contribution: rest, because: incident.model ? `moved within one step by ${incident.model}` : "not named" });
  }
  return rows;
};

const Why = ({ incident }) => {
  const rows = termsOf(incident);
  const top = Math.max(...rows.map((t) => Math.abs(t.contribution)), 0.001);
  const shown = addingUp(rows.map((t) => t.contribution));
  return section(
    term("incidents.score", `Why P${incident.priority}`),
    el.div(
      { class: "bars" },
      rows.map((t, i) =>
        el.div(
          { key: t.name, class: "bar-row", title: `${t.value.toFixed(2)} × weight ${t.weight}` },
          el.span({ class: "bar-name" }, sentence(t.name)),
          el.span({ class: "bar-track" }, el.span({ class: "bar-fill", style: { width: `${(Math.abs(t.contribution) / top) * 100}%` } })),
          el.span({ class: "number" }, signed(shown[i])),
          el.span({ class: "muted because" }, t.because),
        ),
      ),
      el.div({ class: "bar-row total" }, el.b({ class: "bar-name" }, "Score"), el.span(), el.b({ class: "number" }, addingUp([incident.score])[0]), el.span({ class: "muted because" }, "sum of the terms")),
    ),
    h(Judge, { incident }),
  );
};

const Causes = ({ causes }) =>
  section(
    term("incidents.cause"),
    causes.length === 0
      ? el.p({ class: "muted" }, "No cause was found yet.")
      : el.ol(
          { class: "causes" },
          causes.map((cause) => el.li({ key: cause.what }, el.div({ class: "cause" }, el.span(cause.what), el.span({ class: "number muted" }, `${Math.round(cause.score * 100)} %`)), el.ul(cause.evidence.map((e) => el.li({ key: e, class: "muted" }, e))))),
        ),
  );

const Detail = ({ incident: i, others }) =>
  el.article(
    { class: "incident" },
    el.header(
      el.p({ class: "line-up" }, link("/incidents", { class: "back" }, "← Inbox"), priority(i.priority), incidentState(i.status), el.b(sentence(i.kind)), muted(subject(i.subject)), i.expectedCause ? state("info", `Expected: ${i.expectedCause}`) : null),
      el.h2(i.title),
      el.p(
        { class: "meta" },
        i.moneyAtRisk ? el.span(el.b(money(i.moneyAtRisk)), " ", term("incidents.risk", "at risk")) : el.span("no money ", term("incidents.risk", "at risk")),
        i.customers ? el.span(el.b(count(i.customers)), " ", term("incidents.customers", i.customers === 1 ? "customer" : "customers")) : null,
        el.span(term("incidents.since", "since"), " ", el.b(timeZoned(i.startedAt)), " (", ago(i.startedAt), ")"),
        el.span(term("incidents.seen", "seen"), " ", el.b(count(i.signals)), i.signals === 1 ? " time, " : " times, last ", ago(i.lastSeenAt, " ago")),
        el.span(term("incidents.detected", "detected after"), " ", el.b(span(Date.parse(i.detectedAt) - Date.parse(i.startedAt)))),
      ),
      h(Say, { key: i.id, incident: i }),
      h(Hush, { incident: i }),
    ),
    el.div(
      { class: "two-columns" },
      el.div(
        h(Why, { incident: i }),
        h(Causes, { causes: i.causes }),
        section(
          "What to do",
          el.p({ class: "action" }, i.action),
          facts([["Owner", i.owner], ["Escalation", i.escalation], ["Assignee", i.assignee], ["Runbook", runbook(i.runbook)], [term("incidents.verdict"), i.verdict]]),
        ),
      ),
      el.div(
        section(`Timeline, ${zoneName()}`, el.ol({ class: "timeline" }, [...i.timeline].reverse().map((entry, n) => el.li({ key: `${entry.at}${n}` }, at(entry.at), el.span(entry.what))))),
        section("Belongs together", i.joined.length ? el.ul({ class: "plain" }, i.joined.map((j) => el.li({ key: j }, j))) : el.p({ class: "muted" }, "Nothing else joined it."), h(Merge, { incident: i, others })),
        section(
          "Concerned",
          el.p({ class: "chips" }, i.flows.map((f) => link(`/flows/${encodeURIComponent(f)}`, { key: f, class: "chip" }, f)), i.entities.map((e) => chip(e))),
        ),
        Object.keys(i.evidence).length ? section("Evidence", facts(Object.entries(i.evidence).map(([name, value]) => [sentence(name), value]))) : null,
        section(el.span("Ticket ", h(CopyButton, { text: i.ticket, label: "Copy text" })), el.pre({ class: "ticket", tabIndex: 0, role: "region", "aria-label": "Text of the ticket" }, i.ticket)),
      ),
    ),
  );

const SHOWN = {
  active: (i) => i.status !== "RESOLVED",
  resolved: (i) => i.status === "RESOLVED",
  all: () => true,
};

export const Incidents = ({ path }) => {
  useTick();
  const { incidents } = useStore();
  const { params } = usePlace();
  const id = path.startsWith("/incidents/") ? decodeURIComponent(path.slice("/incidents/".length)) : null;
  const known = incidents?.get(id);
  const { data, error } = useFetch(id && incidents && !known ? `/incidents/${encodeURIComponent(id)}` : null);
  const wide = matchMedia("(min-width: 901px)").matches;
  useEffect(() => {
    if (!wide) scrollTo(0, 0);
    document.querySelector(".inbox .detail")?.scrollTo(0, 0);
  }, [id]);
  if (!incidents) return loading(12);
  const shown = SHOWN[params.show] ? params.show : "active";
  const all = [...incidents.values()].sort(byUrgency);
  const listed = all.filter(SHOWN[shown]);
  const rows = listed.filter((i) => !params.priority || String(i.priority) === params.priority);
  const priorities = [1, 2, 3, 4, 5].filter((p) => String(p) === params.priority || listed.some((i) => i.priority === p));
  const active = all.filter(SHOWN.active);
  // With room for both, the most urgent one is open from the start.
  const first = id === null && wide ? rows[0] : undefined;
  const incident = known ?? (id !== null && data?.id === id ? data : null) ?? first;
  const open = (i) => go(`/incidents/${encodeURIComponent(i.id)}${query(params)}`);
  const change = (next) => go(`${path}${query({ ...params, ...next })}`, true);
  return el.div(
    { class: `page inbox${id ? " opened" : ""}` },
    el.div(
      { class: "list" },
      el.div(
        { class: "bar-top" },
        el.h1("Incidents"),
        h(Segments, { label: "State", value: shown, options: [["active", "Active", count(active.length)], ["resolved", "Resolved", count(all.length - active.length)], ["all", "All"]], onChange: (show) => change({ show: show === "active" ? null : show }) }),
        priorities.length === 0 ? null : h(Segments, { label: "Priority", value: params.priority ?? "", options: [["", "Any"], ...priorities.map((p) => [String(p), `P${p}`])], onChange: (p) => change({ priority: p }) }),
        guideTo("incidents"),
      ),
      rows.length === 0
        ? empty(shown === "active" && !params.priority ? "Nothing to do" : "Nothing here", shown === "active" && !params.priority ? "No incident is open. New ones appear here by themselves." : "Choose another state or priority.")
        : h(Table, { caption: "Incidents, the most urgent first", columns: COLUMNS, rows, keyOf: (i) => i.id, versionOf: (i) => i.version, open: id ?? first?.id, label: (i) => `Open P${i.priority} ${i.title}`, onOpen: open }),
    ),
    el.div(
      { class: "detail", tabIndex: wide ? 0 : undefined, role: "region", "aria-label": "The incident" },
      incident
        ? h(Detail, { key: incident.id, incident, others: active.filter((other) => other.id !== incident.id) })
        : id === null
          ? empty("Choose an incident", "j and k move through the list, Enter opens.")
          : error
            ? failure(error)
            : loading(10),
    ),
  );
};
