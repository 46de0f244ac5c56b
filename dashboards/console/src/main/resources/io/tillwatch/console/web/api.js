// One store, one stream. Pages read the store; the stream writes it; after a lost connection everything is read anew.

import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { setClock } from "./format.js";

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail || `The server answered ${status}.`);
    this.status = status;
    this.title = problem?.title || "The request failed";
  }
}

const reply = async (response) => {
  const body = await response.text();
  let parsed = null;
  try {
    parsed = body ? JSON.parse(body) : null;
  } catch {
    parsed = null;
  }
  if (!response.ok) throw new ApiError(response.status, parsed);
  return parsed;
};
const unreachable = () => {
  throw new ApiError(0, { title: "No connection", detail: "The console's server does not answer. The page tries again by itself." });
};
export const get = (path, signal) =>
  fetch(`/api/v1${path}`, { headers: { accept: "application/json" }, signal }).catch((e) => (e.name === "AbortError" ? Promise.reject(e) : unreachable())).then(reply);
export const post = (path, body) =>
  fetch(`/api/v1${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
    .catch(unreachable)
    .then(reply);

export const query = (params) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) search.set(key, value);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
};

// The store

export const state = {
  connection: "connecting",
  since: performance.now(),
  overview: null,
  flows: null,
  incidents: null,
  error: null,
  epoch: 0,
};
const watchers = new Set();
let scheduled = false;
const changed = () => {
  if (scheduled) return;
  scheduled = true;
  const flush = () => {
    if (!scheduled) return;
    scheduled = false;
    watchers.forEach((watcher) => watcher());
  };
  // A hidden tab gets no animation frames.
  if (document.hidden) setTimeout(flush, 200);
  else requestAnimationFrame(flush);
};
export const useStore = () => {
  const [, redraw] = useReducer((n) => n + 1, 0);
  useEffect(() => {
    watchers.add(redraw);
    return () => watchers.delete(redraw);
  }, []);
  return state;
};

let contract = null;
/** The values that an enumeration of the API may have, as the API describes itself; none until that was read. */
export const useChoices = (type) => {
  const [choices, setChoices] = useState([]);
  useEffect(() => {
    contract ??= fetch("/api/openapi.json").then(reply);
    contract.then((read) => setChoices(read.components.schemas[type].enum)).catch(() => (contract = null));
  }, [type]);
  return choices;
};

/** Redraws once a second, so that ages move. */
export const useTick = () => {
  const [, tick] = useReducer((n) => n + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
};

/** Reads a path again whenever it or the connection's epoch changes; keeps what stood there meanwhile. */
export const useFetch = (path, revision = 0) => {
  const [answer, setAnswer] = useState({ path: null, data: null, error: null });
  const { epoch } = useStore();
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    get(path, abort.signal)
      .then((data) => setAnswer({ path, data, error: null }))
      .catch((error) => {
        if (error.name !== "AbortError") setAnswer((before) => ({ path, data: before.path === path ? before.data : null, error }));
      });
    return () => abort.abort();
  }, [path, revision, epoch]);
  const current = answer.path === path;
  return { data: answer.data, error: current ? answer.error : null, loading: !current, stale: !current && answer.data !== null };
};

// The stream

const listeners = new Map();
/** Calls back with the list of new states of that kind. */
export const useChanges = (kind, callback) => {
  useEffect(() => {
    if (!listeners.has(kind)) listeners.set(kind, new Set());
    listeners.get(kind).add(callback);
    return () => listeners.get(kind).delete(callback);
  });
};

/** A number that grows when something of that kind changed, once for a burst of changes: to read a page again. */
export const useRevision = (kind, concerns = () => true) => {
  const [revision, setRevision] = useState(0);
  const timer = useRef(null);
  useChanges(kind, (changed) => {
    if (!concerns(changed)) return;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setRevision((n) => n + 1);
    }, 700);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return revision;
};

const connection = (next) => {
  if (state.connection !== next) {
    state.connection = next;
    state.since = performance.now();
    changed();
  }
};

const byKey = (list, key) => new Map(list.map((item) => [key(item), item]));

/** An answer may be older than what the stream said while it was on its way. */
export const newer = (read, heardOf) => (heardOf && heardOf.version > read.version ? heardOf : read);

const PATIENCE = 8_000;
const AGAIN = 2_000;
let again = null;

/** Reads what all pages show. The stream tells changes only, so what could not be read is read again until it is. */
export const refresh = async () => {
  clearTimeout(again);
  try {
    const paths = ["/overview", "/flows", "/incidents?status=all&size=200"];
    const signal = AbortSignal.timeout(PATIENCE);
    const [overview, flows, incidents] = await Promise.all(paths.map((path) => get(path, signal)));
    setClock(overview.clock);
    state.overview = overview;
    state.flows = byKey(flows.flows, (view) => view.flow.id);
    state.incidents = byKey(incidents.incidents.map((read) => newer(read, state.incidents?.get(read.id))), (incident) => incident.id);
    state.error = null;
  } catch (error) {
    clearTimeout(again);
    again = setTimeout(refresh, AGAIN);
    // Pages hear of the first failure, and then of its end.
    if (state.error) return;
    state.error = error;
  }
  state.epoch++;
  changed();
};

let source = null;
let wantPositions = false;
let lastWord = performance.now();

/** A change brings the newest sample only; the past stands here already. */
const withPast = (view, before) => {
  const past = before?.trend ?? [];
  const news = view.trend.filter((sample) => sample.at !== past.at(-1)?.at);
  return { ...view, trend: [...past, ...news].slice(-120) };
};

const heard = (kind, value) => {
  lastWord = performance.now();
  connection("live");
  if (kind === "clock") setClock(value);
  if (kind === "overview") {
    setClock(value.clock);
    state.overview = value;
  }
  if (kind === "flows" && state.flows) value.forEach((view) => state.flows.set(view.flow.id, withPast(view, state.flows.get(view.flow.id))));
  if (kind === "incidents" && state.incidents) {
    value.forEach((incident) => state.incidents.set(incident.id, incident));
  }
  listeners.get(kind)?.forEach((callback) => callback(value));
  changed();
};

const connect = () => {
  source?.close();
  const kinds = "flows,incidents,cases,accounting,signals,quarantine,silences,suppressions" + (wantPositions ? ",positions" : "");
  const opened = new EventSource(`/api/v1/stream?kinds=${kinds}`);
  source = opened;
  // The first word comes when the server listens for changes: what is read from then on misses none.
  let first = true;
  opened.addEventListener("clock", () => {
    if (!first) return;
    first = false;
    if (state.connection !== "live") refresh();
    else {
      state.epoch++;
      changed();
    }
  });
  opened.onerror = () => {
    if (source !== opened) return;
    first = true;
    connection("lost");
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => source === opened && connect(), 2000);
  };
  for (const kind of ["clock", "overview", "flows", "incidents", "cases", "accounting", "signals", "quarantine", "silences", "suppressions", "positions"]) {
    opened.addEventListener(kind, (event) => heard(kind, JSON.parse(event.data)));
  }
};

/** Positions change all the time: they are sent only while a page shows them. */
export const usePositions = () => {
  useEffect(() => {
    wantPositions = true;
    if (source) connect();
    return () => {
      wantPositions = false;
      connect();
    };
  }, []);
};

export const start = () => {
  refresh();
  connect();
  setInterval(() => {
    if (performance.now() - lastWord > 12_000 && !document.hidden) {
      connection("lost");
      lastWord = performance.now();
      connect();
    }
  }, 2000);
  // A connection that is kept for a page nobody returns to is taken from somebody else.
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
};
