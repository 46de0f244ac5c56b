// Incidents: an inbox by urgency; one incident with why, when, what caused it, and what to do.

import { h } from "preact";
import { useState } from "preact/hooks";
import { post, query, useFetch, useStore, useTick } from "./api.js";
import { count, money, moneyRound, sentence, span, timeZoned, zoneName } from "./format.js";
import { CopyButton, Segments, Table, ago, at, chip, el, empty, facts, failure, go, incidentState, link, loading, muted, priority, runbook, section, state, usePlace } from "./view.js";

const byUrgency = (a, b) => (a.status === "RESOLVED") - (b.status === "RESOLVED") || a.priority - b.priority || b.score - a.score;

const COLUMNS = [
  { id: "priority", title: "", short: "Priority", cell: (i) => priority(i.priority) },
  { id: "what", title: "What", cell: (i) => el.span({ class: "two" }, el.b(i.title), el.span({ class: "line-up muted" }, incidentState(i.status), `${sentence(i.kind)} · ${i.flow}`)) },
  { id: "money", title: "At risk", number: true, cell: (i) => (i.moneyAtRisk ? moneyRound(i.moneyAtRisk) : muted("–")) },
  { id: "age", title: "Since", number: true, cell: (i) => ago(i.startedAt) },
];

const Why = ({ incident }) => {
  const top = Math.max(...incident.terms.map((t) => Math.abs(t.contribution)), 0.001);
  return section(
    `Why P${incident.priority}`,
    el.div(
      { class: "bars" },
      [...incident.terms]
        .sort((a, b) => b.contribution - a.contribution)
        .map((t) =>
          el.div(
            { key: t.name, class: "bar-row", title: `${t.value.toFixed(2)} × weight ${t.weight}` },
            el.span({ class: "bar-name" }, sentence(t.name)),
            el.span({ class: "bar-track" }, el.span({ class: "bar-fill", style: { width: `${(Math.abs(t.contribution) / top) * 100}%` } })),
            el.span({ class: "number" }, `+${t.contribution.toFixed(1)}`),
            el.span({ class: "muted because" }, t.because),
          ),
        ),
      el.div({ class: "bar-row total" }, el.span({ class: "bar-name" }, "Score"), el.span(), el.b({ class: "number" }, incident.score.toFixed(1)), el.span({ class: "muted because" }, incident.model ? `moved within one step by model ${incident.model}` : "sum of the terms")),
    ),
  );
};

const Say = ({ incident }) => {
  const [comment, setComment] = useState("");
  const [sent, setSent] = useState(null);
  const [error, setError] = useState(null);
  const say = async (verdict) => {
    setError(null);
    setSent({ verdict, version: incident.version });
    try {
      await post(`/incidents/${encodeURIComponent(incident.id)}/verdicts`, { say: verdict, comment: comment.trim() || null });
      setComment("");
    } catch (e) {
      setSent(null);
      setError(e);
    }
  };
  const waiting = sent && sent.version === incident.version && sent.verdict !== "COMMENT";
  const closed = incident.status === "RESOLVED";
  return el.div(
    { class: "say" },
    el.input({ type: "text", value: comment, placeholder: "Comment (optional)", "aria-label": "Comment", maxLength: 2000, onInput: (event) => setComment(event.target.value) }),
    closed ? null : el.button({ class: "primary", disabled: waiting || incident.status === "ACKNOWLEDGED", onClick: () => say("ACKNOWLEDGE") }, "Acknowledge"),
    closed ? null : el.button({ disabled: waiting, onClick: () => say("RESOLVE") }, "Resolve"),
    el.button({ disabled: waiting, onClick: () => say("FALSE"), title: "This was no trouble: kept as a verdict, so that it can be learnt from" }, "False alarm"),
    comment.trim() ? el.button({ class: "quiet", onClick: () => say("COMMENT") }, "Only comment") : null,
    waiting ? el.span({ class: "muted", role: "status" }, `${sentence(sent.verdict)} was stored; waiting for it to take effect`) : null,
    error ? el.span({ class: "bad", role: "alert" }, error.message) : null,
  );
};

const Detail = ({ incident: i }) =>
  el.article(
    { class: "incident" },
    el.header(
      el.p({ class: "line-up" }, link("/incidents", { class: "back" }, "← Inbox"), priority(i.priority), incidentState(i.status), el.b(sentence(i.kind)), muted(i.subject), i.expectedCause ? state("info", `Expected: ${i.expectedCause}`) : null),
      el.h2(i.title),
      el.p(
        { class: "meta" },
        el.span(el.b(i.moneyAtRisk ? money(i.moneyAtRisk) : "no money"), " at risk"),
        el.span(el.b(count(i.customers)), i.customers === 1 ? " customer" : " customers"),
        el.span("since ", el.b({ title: timeZoned(i.startedAt) }, timeZoned(i.startedAt)), " (", ago(i.startedAt), ")"),
        el.span("seen ", el.b(count(i.signals)), i.signals === 1 ? " time, last " : " times, last ", ago(i.lastSeenAt, " ago")),
        el.span("detected after ", el.b(span(Date.parse(i.detectedAt) - Date.parse(i.startedAt)))),
      ),
      h(Say, { key: i.id, incident: i }),
    ),
    el.div(
      { class: "two-columns" },
      el.div(
        h(Why, { incident: i }),
        section(
          "Likely causes",
          i.causes.length === 0
            ? el.p({ class: "muted" }, "No cause was found yet.")
            : el.ol(
                { class: "causes" },
                i.causes.map((cause) => el.li({ key: cause.what }, el.div({ class: "cause" }, el.span(cause.what), el.span({ class: "number muted" }, `${Math.round(cause.score * 100)} %`)), el.ul(cause.evidence.map((e) => el.li({ key: e, class: "muted" }, e))))),
              ),
        ),
        section(
          "What to do",
          el.p({ class: "action" }, i.action),
          facts([["Owner", i.owner], ["Escalation", i.escalation], ["Assignee", i.assignee], ["Runbook", runbook(i.runbook)], ["Verdict", i.verdict]]),
        ),
      ),
      el.div(
        section(`Timeline, ${zoneName()}`, el.ol({ class: "timeline" }, [...i.timeline].reverse().map((entry, n) => el.li({ key: `${entry.at}${n}` }, at(entry.at), el.span(entry.what))))),
        i.joined.length ? section("Belongs together", el.ul({ class: "plain" }, i.joined.map((j) => el.li({ key: j }, j)))) : null,
        section(
          "Concerned",
          el.p({ class: "chips" }, i.flows.map((f) => link(`/flows/${encodeURIComponent(f)}`, { key: f, class: "chip" }, f)), i.entities.map((e) => chip(e))),
        ),
        Object.keys(i.evidence).length ? section("Evidence", facts(Object.entries(i.evidence).map(([name, value]) => [sentence(name), value]))) : null,
        section(el.span("Ticket ", h(CopyButton, { text: i.ticket, label: "Copy text" })), el.pre({ class: "ticket", tabIndex: 0 }, i.ticket)),
      ),
    ),
  );

export const Incidents = ({ path }) => {
  useTick();
  const { incidents } = useStore();
  const { params } = usePlace();
  const id = path.startsWith("/incidents/") ? decodeURIComponent(path.slice("/incidents/".length)) : null;
  const known = incidents?.get(id);
  const { data, error } = useFetch(id && incidents && !known ? `/incidents/${encodeURIComponent(id)}` : null);
  if (!incidents) return loading(12);
  const shown = params.show ?? "active";
  const all = [...incidents.values()].sort(byUrgency);
  const active = all.filter((i) => i.status !== "RESOLVED");
  const rows = (shown === "active" ? active : shown === "resolved" ? all.filter((i) => i.status === "RESOLVED") : all).filter((i) => !params.priority || String(i.priority) === params.priority);
  // With room for both, the most urgent one is open from the start.
  const first = id === null && matchMedia("(min-width: 901px)").matches ? rows[0] : undefined;
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
        h(Segments, { label: "Priority", value: params.priority ?? "", options: [["", "Any"], ["1", "P1"], ["2", "P2"], ["3", "P3"]], onChange: (p) => change({ priority: p }) }),
      ),
      rows.length === 0
        ? empty(shown === "active" ? "Nothing to do" : "Nothing here", shown === "active" ? "No incident is open. New ones appear here by themselves." : null)
        : h(Table, { caption: "Incidents, the most urgent first", columns: COLUMNS, rows, keyOf: (i) => i.id, versionOf: (i) => i.version, open: id ?? first?.id, label: (i) => `Open ${i.title}`, onOpen: open }),
    ),
    el.div(
      { class: "detail" },
      incident
        ? h(Detail, { key: incident.id, incident })
        : id === null
          ? empty("Choose an incident", "j and k move through the list, Enter opens.")
          : error
            ? failure(error)
            : loading(10),
    ),
  );
};
