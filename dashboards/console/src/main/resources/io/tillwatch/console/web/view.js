// Building blocks: elements, state words with their icons, tables with keys, drawers.

import { h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { age, fullTime, sentence, time, timeZoned } from "./format.js";
import { nameOf, titleOf } from "./terms.js";

const isProps = (value) => value !== null && typeof value === "object" && value.constructor === Object;
/** el.div({class: "x"}, ...children) or el.div(...children) */
export const el = new Proxy(
  {},
  { get: (_, tag) => (first, ...rest) => (isProps(first) ? h(tag, first, ...rest) : h(tag, null, first, ...rest)) },
);

// Addresses

const places = new Set();
export const go = (to, replace = false) => {
  if (to === location.pathname + location.search + location.hash) return;
  const before = location.pathname.split("/")[1];
  history[replace ? "replaceState" : "pushState"](null, "", to);
  if (location.pathname.split("/")[1] !== before && !location.hash) scrollTo(0, 0);
  places.forEach((place) => place());
};
addEventListener("popstate", () => places.forEach((place) => place()));
/** The parameters as they stand in the address now: a timer must not work with those of an older drawing. */
export const paramsNow = () => Object.fromEntries(new URLSearchParams(location.search));
export const usePlace = () => {
  const [, redraw] = useState(0);
  useEffect(() => {
    const place = () => redraw((n) => n + 1);
    places.add(place);
    return () => places.delete(place);
  }, []);
  return { path: location.pathname, hash: location.hash, params: paramsNow() };
};
export const link = (to, props, ...children) =>
  el.a(
    {
      href: to,
      ...props,
      onClick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        props?.onClick?.(event);
        go(to);
      },
    },
    ...children,
  );

// What a figure means: on hover, and a click leads to the guide. Tab passes by: each page has one link to its guide.

export const term = (id, label = nameOf(id)) =>
  link(`/guide#${id}`, { class: "term", title: titleOf(id), "data-term": id, tabIndex: -1 }, label);
/** The title of a figure that has no label of its own. */
export const means = (id) => ({ title: titleOf(id), "data-term": id });
export const guideTo = (topic) => link(`/guide#${topic}`, { class: "guide-to" }, "What the figures mean");

// States: a colour is never alone

const SHAPES = {
  ok: "M3 6.4 5.2 8.6 9.2 3.8",
  warn: "M6 2 10.6 10H1.4Z",
  bad: "M2.5 2.5h7v7h-7Z",
  info: "M6 1.6 10.4 6 6 10.4 1.6 6Z",
  none: "M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 1 0 0-7.6Z",
};
export const icon = (tone) =>
  el.svg({ class: `icon ${tone}`, viewBox: "0 0 12 12", "aria-hidden": "true" }, el.path({ d: SHAPES[tone] }));

const FLOW_TONES = {
  OK: "ok",
  SLOW: "warn",
  STALLED: "bad",
  STOPPED: "bad",
  REWOUND: "warn",
  SILENT: "bad",
  DEGRADED_AS_DESIGNED: "info",
  UNKNOWN: "none",
};
export const flowTone = (status) => FLOW_TONES[status ?? "UNKNOWN"] ?? "none";
const FLOW_WORDS = { OK: "OK", DEGRADED_AS_DESIGNED: "Fallback", UNKNOWN: "No word" };
export const flowWord = (status) => FLOW_WORDS[status ?? "UNKNOWN"] ?? sentence(status);
export const state = (tone, ...label) => el.span({ class: `state ${tone}` }, icon(tone), ...label);
export const flowState = (status, title) => el.span({ title }, state(flowTone(status), flowWord(status)));
export const priority = (p) => el.span({ class: `priority p${p}`, title: `Priority ${p} of 5, 1 the most urgent` }, `P${p}`);
export const incidentState = (status) =>
  state({ OPEN: "bad", ACKNOWLEDGED: "info", RESOLVED: "ok" }[status], sentence(status));

export const ago = (iso, suffix = "") => el.span({ class: "age", title: fullTime(iso) }, age(iso), suffix && iso && age(iso) !== "now" ? suffix : null);
export const at = (iso) => el.time({ datetime: iso ?? undefined, title: iso ? `${fullTime(iso)}, ${age(iso)} ago` : undefined }, time(iso));
export const atZoned = (iso) => el.time({ datetime: iso ?? undefined, title: fullTime(iso) }, timeZoned(iso));
/** A figure and its unit; the unit stays quiet. */
export const figure = (text, unit) => el.span({ class: "figure" }, text, unit ? el.span({ class: "unit" }, unit) : null);
export const muted = (...children) => el.span({ class: "muted" }, ...children);
/** Second line of a first column where others have no room. */
export const narrow = (...children) => el.span({ class: "narrow-only muted" }, ...children);
export const chip = (text) => el.span({ class: "chip" }, text);

// The states of a page

export const loading = (rows = 8) =>
  el.div({ class: "loading", role: "status", "aria-label": "Loading" }, Array.from({ length: rows }, (_, i) => el.div({ class: "bar", key: i })));
export const empty = (title, hint) => el.div({ class: "empty" }, el.strong(title), hint ? el.p(hint) : null);
export const failure = (error, retry) =>
  el.div(
    { class: "empty failed", role: "alert" },
    state("bad", error.title ?? "It failed"),
    el.p(error.message),
    retry ? el.button({ onClick: retry }, "Try again") : null,
  );

// Tables

/** Counts changes of a value, so that a row that changed can glow once. */
export const useGlow = (version) => {
  const seen = useRef(version);
  const turns = useRef(0);
  if (seen.current !== version) {
    seen.current = version;
    turns.current++;
  }
  return turns.current === 0 ? "" : turns.current % 2 ? " glow-a" : " glow-b";
};

const Row = ({ row, columns, selected, follow, onOpen, version, label }) => {
  const glow = useGlow(version);
  const ref = useRef(null);
  useEffect(() => {
    // Only keys move the page: a row that was open from the start or clicked stays where it is.
    if (follow) ref.current?.scrollIntoView({ block: "nearest" });
  }, [follow]);
  return el.tr(
    {
      ref,
      class: `${onOpen ? "opens" : ""}${selected ? " selected" : ""}${glow}`,
      "aria-selected": selected ? "true" : undefined,
      onClick: onOpen ? (event) => !event.target.closest("a,button") && onOpen(row) : undefined,
    },
    columns.map((column, i) =>
      el[i === 0 ? "th" : "td"](
        { key: column.id, scope: i === 0 ? "row" : undefined, class: `c-${column.id} ${column.number ? "number" : ""} ${column.hide ?? ""}` },
        i === 0 && onOpen
          ? el.button({ class: "open", "aria-label": label?.(row), onClick: () => onOpen(row) }, column.cell(row))
          : column.cell(row),
      ),
    ),
  );
};

/**
 * Columns are {id, title, term, number, cell(row), hide}. With onOpen, j and k move, Enter opens.
 */
export const Table = ({ columns, rows, keyOf, versionOf, onOpen, open, caption, label, focus = true }) => {
  const [cursor, setCursor] = useState(null);
  // Keys may come faster than drawings.
  const now = useRef(null);
  useEffect(() => {
    if (open !== undefined) setCursor(open);
  }, [open]);
  now.current = cursor ?? open;
  // Before the rows are painted, so that no key is lost.
  useLayoutEffect(() => {
    if (!onOpen || !focus) return undefined;
    const press = (event) => {
      if (event.target.closest?.("input,textarea,select") || event.metaKey || event.ctrlKey || event.altKey) return;
      const here = rows.findIndex((row) => keyOf(row) === now.current);
      if (event.key === "j" || event.key === "k") {
        event.preventDefault();
        const next = rows[Math.min(rows.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)))];
        if (next) {
          now.current = keyOf(next);
          setCursor(keyOf(next));
          if (open) onOpen(next);
        }
      }
      if (event.key === "Enter" && here >= 0 && !event.target.closest?.("a,button")) onOpen(rows[here]);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return el.div(
    { class: "scroller", tabIndex: 0, role: "region", "aria-label": caption },
    el.table(
      el.caption({ class: "unseen" }, caption),
      el.thead(el.tr(columns.map((c) => el.th({ key: c.id, scope: "col", class: `c-${c.id} ${c.number ? "number" : ""} ${c.hide ?? ""}` }, c.term ? term(c.term, c.title) : c.title)))),
      el.tbody(
        rows.map((row) =>
          h(Row, { key: keyOf(row), row, columns, onOpen, label, selected: keyOf(row) === (open ?? cursor), follow: focus && keyOf(row) === cursor, version: versionOf?.(row) }),
        ),
      ),
    ),
  );
};

export const Drawer = ({ title, subtitle, onClose, children }) => {
  const ref = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    ref.current?.focus({ preventScroll: true });
    const press = (event) => event.key === "Escape" && onClose();
    addEventListener("keydown", press);
    return () => {
      removeEventListener("keydown", press);
      before?.focus?.({ preventScroll: true });
    };
  }, []);
  return el.aside(
    { class: "drawer", role: "dialog", "aria-label": typeof title === "string" ? title : "Details", tabIndex: -1, ref },
    el.header(
      el.div(el.h2(title), subtitle ? el.p({ class: "muted" }, subtitle) : null),
      el.button({ class: "close", onClick: onClose, "aria-label": "Close", title: "Close (Esc)" }, "✕"),
    ),
    el.div({ class: "body" }, children),
  );
};

/** @param title text, or [term, label] */
export const section = (title, ...children) => el.section({ class: "part" }, el.h3(title), ...children);
export const facts = (pairs) =>
  el.dl({ class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => [el.dt({ key: name }, name), el.dd(value)]));

export const CopyButton = ({ text, label = "Copy" }) => {
  const [said, setSaid] = useState(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Select it and copy");
    }
    setTimeout(() => setSaid(null), 1600);
  };
  return el.button({ class: "quiet", onClick: copy, "aria-live": "polite" }, said ?? label);
};

/** A runbook is a page in the repository or an address. */
export const runbook = (where) =>
  /^https?:/.test(where) ? el.a({ href: where, rel: "noreferrer", target: "_blank" }, "Runbook ↗") : el.code({ title: "Runbook in the repository" }, where);

export const Segments = ({ value, options, onChange, label }) =>
  el.div(
    { class: "segments", role: "group", "aria-label": label },
    options.map(([id, name, extra]) =>
      el.button({ key: id, class: value === id ? "on" : "", "aria-pressed": value === id ? "true" : "false", onClick: () => onChange(id) }, name, extra !== undefined ? el.span({ class: "n" }, extra) : null),
    ),
  );
export const Toggle = ({ on, onChange, children, title }) =>
  el.button({ class: `toggle${on ? " on" : ""}`, "aria-pressed": on ? "true" : "false", onClick: () => onChange(!on), title }, children);

export const Pager = ({ page, size, total, onPage }) => {
  const last = Math.max(1, Math.ceil(Math.min(total, 10_000) / size));
  if (last === 1) return null;
  return el.nav(
    { class: "pager", "aria-label": "Pages" },
    el.button({ disabled: page <= 1, onClick: () => onPage(page - 1) }, "← Previous"),
    el.span(`Page ${page} of ${last}`),
    el.button({ disabled: page >= last, onClick: () => onPage(page + 1) }, "Next →"),
  );
};
