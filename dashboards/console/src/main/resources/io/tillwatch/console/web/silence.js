// A silence: how it is said in words, asked for, ended, and shown on the incident that it keeps quiet.

import { h } from "preact";
import { useState } from "preact/hooks";
import { post, query, useChoices, useFetch, useRevision, useStore } from "./api.js";
import { sentence, subject, timeZoned, worldNow } from "./format.js";
import { keep, myName } from "./kept.js";
import { Drawer, el, link, muted, state } from "./view.js";

export const holds = (s) => !s.endedAt && Date.parse(s.until) > worldNow();
/** What it covers; all that it names must fit. */
export const covers = (s) => [s.kind && sentence(s.kind), s.subject && subject(s.subject), s.flow && `flow ${s.flow}`, s.owner && `owner ${s.owner}`].filter(Boolean).join(", ");

/** Sends once at a time; says what went wrong. */
const useSending = () => {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState(null);
  const send = async (path, body) => {
    setSending(true);
    setError(null);
    try {
      return await post(path, body);
    } catch (failed) {
      setError(failed);
      return null;
    } finally {
      setSending(false);
    }
  };
  return { send, sending, error };
};

const Refused = ({ error, what }) => (error ? el.span({ class: "bad", role: "alert" }, `${what}: ${error.message}`) : null);

export const EndButton = ({ silence, onEnded }) => {
  const { send, sending, error } = useSending();
  const end = async () => {
    if (await send(`/silences/${encodeURIComponent(silence.id)}/end`, { actor: myName() })) onEnded();
  };
  return [el.button({ disabled: sending, onClick: end, "aria-label": `End the silence of ${covers(silence)}` }, "End"), h(Refused, { error, what: "It was not ended" })];
};

const MOST_MINUTES = 30 * 24 * 60;
const LENGTHS = [[30, "30 min"], [120, "2 h"], [480, "8 h"], [1440, "1 d"], [10_080, "7 d"]];

const Choice = ({ label, any, values, value, onChange, words = (v) => v }) =>
  el.label(
    label,
    el.select(
      { value: value ?? "", onChange: (event) => onChange(event.target.value || null) },
      el.option({ value: "" }, any),
      [...new Set([...values, ...(value ? [value] : [])])].map((v) => el.option({ key: v, value: v }, words(v))),
    ),
  );

/** @param asked what it names from the start: kind, flow, subject, owner */
export const SilenceForm = ({ asked, onClose, onStored }) => {
  const { flows } = useStore();
  const kinds = useChoices("IncidentKind");
  const [draft, setDraft] = useState({ kind: asked.kind, flow: asked.flow, subject: asked.subject, owner: asked.owner, reason: "", minutes: "120", actor: myName() ?? "" });
  const { send, sending, error } = useSending();
  const set = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const typed = (name) => (event) => set(name)(event.target.value);
  const named = ["kind", "flow", "subject", "owner"].some((name) => draft[name]?.trim());
  const minutes = Number(draft.minutes);
  const views = [...(flows?.values() ?? [])];
  const submit = async (event) => {
    event.preventDefault();
    keep("name", draft.actor.trim());
    const stored = await send("/silences", { ...draft, subject: draft.subject?.trim() || null, minutes });
    if (stored) onStored(stored);
  };
  return h(
    Drawer,
    { title: "New silence", subtitle: "Incidents that fit all that is named call nobody until it ends. They are kept and shown all the same.", onClose },
    el.form(
      { class: "form", onSubmit: submit },
      h(Choice, { label: "Kind", any: "Any kind", values: kinds, value: draft.kind, onChange: set("kind"), words: sentence }),
      el.label("Subject", el.input({ type: "text", value: draft.subject ?? "", placeholder: "Any subject, or one exactly, such as store-007", maxLength: 200, onInput: typed("subject") })),
      h(Choice, { label: "Flow", any: "Any flow", values: views.map((v) => v.flow.id), value: draft.flow, onChange: set("flow") }),
      h(Choice, { label: "Owner", any: "Any owner", values: views.map((v) => v.flow.owner).sort(), value: draft.owner, onChange: set("owner") }),
      el.label("Reason", el.input({ type: "text", required: true, value: draft.reason, placeholder: "For those who wonder why nobody called", maxLength: 2000, onInput: typed("reason") })),
      el.label("For how many minutes", el.input({ type: "number", required: true, min: 1, max: MOST_MINUTES, step: 1, value: draft.minutes, onInput: typed("minutes") })),
      el.p(
        { class: "say" },
        LENGTHS.map(([length, name]) => el.button({ key: length, type: "button", class: "quiet", onClick: () => set("minutes")(String(length)) }, name)),
        minutes >= 1 && minutes <= MOST_MINUTES ? muted(`until ${timeZoned(new Date(worldNow() + minutes * 60_000).toISOString())}`) : null,
      ),
      el.label("Your name", el.input({ type: "text", required: true, value: draft.actor, autocomplete: "nickname", maxLength: 80, onInput: typed("actor") })),
      el.p({ class: "say" }, el.button({ class: "primary", type: "submit", disabled: sending || !named }, "Silence"), named ? muted("It is audited with your name.") : muted("Name at least one of kind, subject, flow and owner.")),
      h(Refused, { error, what: "It was not stored" }),
    ),
  );
};

/** On an incident: which silence keeps it quiet now, or the way to one. */
export const Hush = ({ incident: i }) => {
  const { data } = useFetch(`/silences${query({ incident: i.id })}`, useRevision("silences"));
  const silence = data?.silences.find(holds);
  if (silence) return el.p({ class: "line-up" }, state("info", `Silenced by ${silence.actor} until ${timeZoned(silence.until)}`), muted(silence.reason), link("/quiet", { class: "accent" }, "Silences"));
  if (i.status === "RESOLVED") return null;
  return el.p({ class: "line-up" }, link(`/quiet${query({ new: "1", kind: i.kind, subject: i.subject })}`, { class: "button" }, "Silence…"), muted("It calls nobody for a while, and stays here."));
};
