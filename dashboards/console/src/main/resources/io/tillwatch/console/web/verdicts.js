// What a person says of an incident. A verdict is stored first; the incident changes when alerting has applied it.

import { useState } from "preact/hooks";
import { post } from "./api.js";
import { sentence } from "./format.js";
import { myName } from "./kept.js";
import { el } from "./view.js";

/** say(verdict, {comment, other}) and what became of it: nothing, "sending", "stored", or an error. */
const useVerdict = (incident) => {
  const [sent, setSent] = useState(null);
  const say = async (verdict, more = {}) => {
    setSent({ verdict, version: incident.version, state: "sending" });
    try {
      await post(`/incidents/${encodeURIComponent(incident.id)}/verdicts`, { say: verdict, actor: myName(), ...more });
      setSent({ verdict, version: incident.version, state: "stored" });
      return true;
    } catch (error) {
      setSent({ verdict, version: incident.version, state: "failed", error });
      return false;
    }
  };
  // It took effect when the incident has another version.
  const current = sent && sent.version === incident.version ? sent : null;
  return { say, sent: current, waiting: current !== null && current.state !== "failed" };
};

const Said = ({ sent }) => {
  if (!sent) return null;
  if (sent.state === "failed") return el.span({ class: "bad", role: "alert" }, `${sentence(sent.verdict)} was not stored: ${sent.error.message}`);
  return el.span({ class: "muted", role: "status" }, sent.state === "sending" ? "Storing" : `${sentence(sent.verdict)} is stored and takes effect shortly`);
};

export const Say = ({ incident }) => {
  const [comment, setComment] = useState("");
  const { say, sent, waiting } = useVerdict(incident);
  const closed = incident.status === "RESOLVED";
  const send = async (verdict) => {
    if (await say(verdict, { comment: comment.trim() || null })) setComment("");
  };
  return el.div(
    { class: "say" },
    el.input({ type: "text", value: comment, placeholder: "Comment (optional)", "aria-label": "Comment", maxLength: 2000, onInput: (event) => setComment(event.target.value) }),
    closed ? null : el.button({ class: "primary", disabled: waiting || incident.status === "ACKNOWLEDGED", onClick: () => send("ACKNOWLEDGE") }, incident.status === "ACKNOWLEDGED" ? "Acknowledged" : "Acknowledge"),
    closed ? null : el.button({ disabled: waiting, onClick: () => send("RESOLVE") }, "Resolve"),
    el.button({ disabled: waiting, onClick: () => send("FALSE"), title: "This was no trouble: kept as a verdict, so that it can be learnt from" }, "False alarm"),
    comment.trim() ? el.button({ class: "quiet", disabled: waiting, onClick: () => send("COMMENT") }, "Only comment") : null,
    Said({ sent }),
  );
};

/** Whether the priority was right: the formula stays, the verdict is what weights are tuned by. */
export const Judge = ({ incident }) => {
  const { say, sent, waiting } = useVerdict(incident);
  return el.p(
    { class: "say judge" },
    el.span({ class: "muted" }, "Is that right?"),
    el.button({ class: "quiet", disabled: waiting || incident.priority === 5, onClick: () => say("PRIORITY_TOO_HIGH") }, "Too high"),
    el.button({ class: "quiet", disabled: waiting || incident.priority === 1, onClick: () => say("PRIORITY_TOO_LOW") }, "Too low"),
    Said({ sent }),
  );
};

export const Merge = ({ incident, others }) => {
  const [other, setOther] = useState("");
  const { say, sent, waiting } = useVerdict(incident);
  return el.div(
    { class: "say" },
    el.select(
      { "aria-label": "Merge into", value: other, onChange: (event) => setOther(event.target.value) },
      el.option({ value: "" }, "Merge into…"),
      others.map((o) => el.option({ key: o.id, value: o.id }, `P${o.priority} ${o.title}`)),
    ),
    other ? el.button({ disabled: waiting, onClick: () => say("MERGE", { other }) }, "Merge") : null,
    el.button({ class: "quiet", disabled: waiting, onClick: () => say("SPLIT"), title: "Signals of this kind and subject stay on their own from now on" }, "Keep apart"),
    Said({ sent }),
  );
};
