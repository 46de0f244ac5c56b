// Stock: search, positions with their interval and age, and why a number is what it is.

import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { newer, query, useChanges, useFetch, usePositions, useStore, useTick } from "./api.js";
import { age, count, fromWallTime, fullTime, plural, quantity, share, span, timeZoned, wallTime, worldNow, zoneName } from "./format.js";
import { Drawer, Pager, Table, Toggle, ago, at, atZoned, el, empty, facts, failure, figure, go, guideTo, loading, means, muted, narrow, paramsNow, section, state, term, usePlace } from "./view.js";
import { titleOf } from "./terms.js";

const keyOf = (p) => `${p.sku}|${p.location}`;
const unit = (u) => (u === "each" ? "" : u);
const q = (text, u) => figure(quantity(text), unit(u));
const zero = (text) => Number(text) === 0;
const uncertain = (p) => p.lowReason && p.availableLow !== p.available;

const available = (p) => {
  const negative = Number(p.available) < 0;
  return el.span(
    { class: `available${negative ? " bad" : ""}`, title: uncertain(p) ? p.lowReason : undefined },
    uncertain(p) ? el.span({ class: "interval" }, quantity(p.availableLow), " to ") : null,
    el.b(quantity(p.available)),
    unit(p.unit) ? el.span({ class: "unit" }, unit(p.unit)) : null,
  );
};
const flags = (p) => [
  Number(p.available) < 0 ? state("bad", "Oversold") : null,
  p.lowReason ? el.span({ title: p.lowReason, key: "u" }, state("warn", "Uncertain")) : null,
  p.unknownSku ? el.span({ title: "No product of this SKU is known", key: "k" }, state("info", "Unknown SKU")) : null,
];

const COLUMNS = [
  { id: "sku", title: "SKU", term: "stock.sku", cell: (p) => el.span({ class: "two" }, p.sku, narrow(p.location, " ", flags(p))) },
  { id: "location", title: "Location", term: "stock.location", cell: (p) => p.location, hide: "no-narrow keep" },
  { id: "onhand", title: "On hand", term: "stock.onhand", number: true, cell: (p) => q(p.onHand, p.unit) },
  { id: "reserved", title: "Reserved", term: "stock.reserved", number: true, cell: (p) => (zero(p.reserved) ? muted("0") : q(p.reserved, p.unit)), hide: "no-narrow" },
  { id: "transit", title: "In transit", term: "stock.transit", number: true, cell: (p) => (zero(p.inTransit) ? muted("0") : q(p.inTransit, p.unit)), hide: "no-narrow" },
  { id: "available", title: "Available", term: "stock.available", number: true, cell: available },
  { id: "flags", title: "State", cell: flags, hide: "no-narrow" },
  { id: "event", title: "Last event", term: "stock.event", number: true, cell: (p) => ago(p.lastEventAt) },
  { id: "movements", title: "Movements", term: "stock.movements", number: true, cell: (p) => count(p.movements), hide: "no-narrow" },
];

const NETWORK = COLUMNS.filter((c) => ["location", "onhand", "reserved", "available", "event"].includes(c.id)).map((c) => ({ ...c, hide: "" }));

const signedQuantity = (text) => (Number(text) > 0 ? `+${quantity(text)}` : quantity(text));
const CHANGES = [
  ["onHand", "on hand"],
  ["reserved", "reserved"],
  ["inTransit", "in transit"],
  ["damaged", "damaged"],
  ["buffer", "buffer"],
];
const changeOf = (m) => {
  const made = CHANGES.filter(([key]) => !zero(m.change[key]));
  if (!made.length) return muted("0");
  return el.span({ class: "two" }, made.map(([key, name]) => el.span({ key }, signedQuantity(m.change[key]), key === "onHand" ? null : muted(` ${name}`))));
};
const movementColumns = () => [
  { id: "when", title: `Occurred, ${zoneName()}`, cell: (m) => at(m.occurredAt) },
  {
    id: "type",
    title: "What, where, with what effect",
    cell: (m) =>
      el.span(
        { class: "two", title: `${m.type} ${m.eventId} from ${m.source}, known since ${fullTime(m.arrivedAt)}` },
        m.type.replace(/^retail\./, "").replace(/\.v\d+$/, "").replaceAll(".", " "),
        muted(`${m.document ?? m.source} · ${m.bucket}${m.bucket === "count" ? ` ${quantity(m.quantity)}` : ""}`),
        m.effect === "applied" ? null : state(m.voidedAt ? "none" : "info", m.effect),
      ),
  },
  { id: "change", title: "Change", term: "stock.change", number: true, cell: changeOf },
  { id: "after", title: "On hand", term: "stock.after", number: true, cell: (m) => quantity(m.onHandAfter) },
];
const COUNTS = [
  { id: "counted-at", title: "Counted", cell: (c) => el.span({ class: "two" }, at(c.countedAt), muted(c.id)) },
  { id: "counted", title: "On the shelf", number: true, cell: (c) => quantity(c.counted) },
  { id: "books", title: "In the books", number: true, cell: (c) => quantity(c.books) },
  { id: "variance", title: "Variance", term: "stock.variance", number: true, cell: (c) => el.span({ class: zero(c.variance) ? "" : "warn" }, signedQuantity(c.variance)) },
];

const DAY = 86_400_000;
/** Reaches back to the first movement that is known, a day at least. */
const reach = (first) => Math.min(first ?? Infinity, worldNow() - DAY);
const When = ({ asOf, knownAt, first }) => {
  const [dragged, setDragged] = useState(null);
  const from = reach(first);
  const now = worldNow();
  const place = (ms) => Math.round(((ms - from) / (now - from)) * 1000);
  const momentOf = (step) => (step >= 1000 ? null : new Date(from + ((now - from) * step) / 1000).toISOString());
  const change = (next) => go(`/stock${query({ ...paramsNow(), ...next })}`, true);
  const field = (key, label, value) =>
    el.label(
      term(`stock.${key.toLowerCase()}`, label),
      el.input({ type: "datetime-local", step: 1, value: value ? wallTime(Date.parse(value)) : "", max: wallTime(now), "aria-label": `${label}, ${zoneName()}`, onChange: (event) => change({ [key]: event.target.value ? fromWallTime(event.target.value) : null }) }),
    );
  const shown = dragged ?? asOf;
  return el.div(
    { class: "when" },
    el.input({
      type: "range",
      min: 0,
      max: 1000,
      value: shown ? Math.max(0, Math.min(1000, place(Date.parse(shown)))) : 1000,
      "aria-label": "As of",
      "aria-valuetext": shown ? timeZoned(shown) : "now",
      onInput: (event) => setDragged(momentOf(Number(event.target.value))),
      onChange: (event) => {
        setDragged(null);
        change({ asOf: momentOf(Number(event.target.value)) });
      },
    }),
    el.div({ class: "fields" }, field("asOf", "As of", shown), field("knownAt", "As known at", knownAt), asOf || knownAt ? el.button({ onClick: () => change({ asOf: null, knownAt: null }) }, "Now") : null),
    el.p({ class: "note", role: "status" }, asOf || knownAt ? state("info", "Past") : null, asOf || knownAt ? " " : null, sayMoment(asOf, knownAt)),
  );
};
const sayMoment = (asOf, knownAt) =>
  asOf && knownAt
    ? `What was said at ${timeZoned(knownAt)} of ${timeZoned(asOf)}.`
    : asOf
      ? `What was true at ${timeZoned(asOf)}, by all that is known now.`
      : knownAt
        ? `What was said at ${timeZoned(knownAt)}: nothing that arrived or was corrected later.`
        : "Shown as it is now.";

const Explain = ({ sku, location, asOf, knownAt, revision, onClose }) => {
  const moment = { asOf, knownAt };
  const explain = `/stock/${encodeURIComponent(sku)}/${encodeURIComponent(location)}/explain`;
  const { data, error } = useFetch(explain + query(moment), revision);
  const network = useFetch(`/stock/${encodeURIComponent(sku)}${query(moment)}`, revision);
  const promise = useFetch(`/stock/${encodeURIComponent(sku)}/promise`, revision);
  const first = useRef(null);
  if (data?.movements.length) first.current = Math.min(first.current ?? Infinity, ...data.movements.map((m) => Date.parse(m.occurredAt)));
  const p = data?.position;
  const here = data && data.sku === sku && data.location === location;
  return h(
    Drawer,
    { title: sku, subtitle: location, onClose },
    h(When, { asOf, knownAt, first: first.current }),
    error
      ? failure(error)
      : !here
        ? loading(10)
        : [
            data.standby ? el.div({ class: "note", ...means("stock.behind") }, state("warn", "From a standby"), ` ${span(durationMs(data.staleness))} behind`) : null,
            p
              ? section(
                  "Position",
                  el.div(
                    { class: "equation" },
                    part(q(p.onHand, p.unit), term("stock.onhand", "on hand")),
                    el.span({ class: "sign" }, "−"),
                    part(q(p.reserved, p.unit), term("stock.reserved", "reserved")),
                    el.span({ class: "sign" }, "−"),
                    part(q(p.buffer, p.unit), term("stock.buffer", "buffer")),
                    el.span({ class: "sign" }, "="),
                    part(available(p), term("stock.available", "available"), "total"),
                    muted(p.unit === "each" ? "in pieces" : `in ${p.unit}`),
                  ),
                  p.lowReason ? el.p({ class: "note" }, state("warn", "Uncertain"), ` ${p.lowReason}`) : null,
                  facts([
                    [term("stock.transit"), zero(p.inTransit) ? null : q(p.inTransit, p.unit)],
                    [term("stock.damaged"), zero(p.damaged) ? null : q(p.damaged, p.unit)],
                    [term("stock.event"), el.span(atZoned(p.lastEventAt), muted(` ${age(p.lastEventAt)} ago`))],
                    [term("stock.word"), lastWord(data.word)],
                    ["Changed", el.span(atZoned(p.updatedAt), muted(` ${age(p.updatedAt)} ago`))],
                  ]),
                )
              : null,
            section(
              [term("stock.movements", plural(data.movements.length, "movement")), " ", el.a({ class: "guide-to", href: `/api/v1${explain}${query({ ...moment, format: "csv" })}`, download: "movements.csv" }, "CSV")],
              data.movements.length > 200 ? muted("The newest 200; the CSV has all.") : null,
              data.movements.length
                ? h(Table, { caption: "Movements that make the number, newest first", columns: movementColumns(), rows: [...data.movements].reverse().slice(0, 200), keyOf: (m) => `${m.source}${m.eventId}${m.line}${m.bucket}`, focus: false })
                : empty("No movements are kept", "They were folded into the position's base."),
            ),
            data.counts.length ? section(plural(data.counts.length, "count"), h(Table, { caption: "Counts, newest first", columns: COUNTS, rows: [...data.counts].reverse(), keyOf: (c) => `${c.id}${c.countedAt}`, focus: false })) : null,
            network.data && network.data.sku === sku
              ? section(
                  `The network: ${plural(network.data.positions.length, "location")}`,
                  network.data.totals.map((t) =>
                    el.p({ key: t.unit, class: "sum" }, el.b(quantity(t.available)), " ", term("stock.available", "available"), ", ", el.b(quantity(t.promisable)), " ", term("stock.promisable", "surely promisable"), ", ", el.b(quantity(t.inTransit)), " ", term("stock.transit", "in transit"), t.unit === "each" ? ", in pieces" : `, in ${t.unit}`, ...lacks(t)),
                  ),
                  promise.data && promise.data.sku === sku && !asOf && !knownAt
                    ? facts(promise.data.promises.map((one) => [term("stock.promise", one.channel), one.amounts.length ? el.span({ title: terms(one) }, one.amounts.map((a) => q(a.promisable, a.unit))) : muted("none of its locations")]))
                    : null,
                  h(Table, {
                    caption: "All locations of this SKU",
                    columns: NETWORK,
                    rows: network.data.positions,
                    keyOf,
                    open: `${sku}|${location}`,
                    focus: false,
                    label: (row) => `Explain ${row.location}`,
                    onOpen: (row) => openPosition(row),
                  }),
                )
              : null,
          ],
  );
};
/** How old the location's last word is, and what is known to be missing. */
const lastWord = (word) =>
  word
    ? el.span(
        atZoned(word.lastEventAt),
        muted(
          ` ${age(word.lastEventAt)} ago${word.online ? "" : ", its link is down"}${word.backlog ? `, ${plural(word.backlog, "event")} wait there` : ""}${word.missing ? `, ${plural(word.missing, "number")} missing` : ""}${word.lastHeartbeatAt ? `, heartbeat ${age(word.lastHeartbeatAt)} ago` : ""}`,
        ),
      )
    : null;
const lacks = (t) => (t.negative.length ? [". Below zero and not in it: ", t.negative.map((lack) => `${lack.location} ${quantity(lack.available)}`).join(", ")] : []);
const terms = (one) => one.terms.map((t) => `${t.location}: ${quantity(t.promisable)} of ${quantity(t.base)}${t.reason ? " (lower end)" : ""}`).join("\n");
const part = (value, name, extra = "") => el.span({ class: `term ${extra}` }, el.span({ class: "v" }, value), el.span({ class: "n" }, name));
const durationMs = (iso) => {
  const [, h = 0, m = 0, s = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000;
};
const openPosition = (p) => {
  go(`/stock${query({ ...paramsNow(), sku: p.sku, at: p.location })}`);
};

export const Stock = () => {
  useTick();
  usePositions();
  const { params } = usePlace();
  const { overview } = useStore();
  const [rows, setRows] = useState([]);
  const [text, setText] = useState(params.q ?? "");
  const [revision, setRevision] = useState(0);
  const [again, setAgain] = useState(0);
  const timer = useRef(null);
  const filter = { q: params.q, location: params.location, below: params.below, stale: params.stale, page: params.page };
  const path = `/stock${query(filter)}`;
  const { stock } = overview;
  // A silent location sends no positions: what changes is that it is one.
  const { data, error, loading: busy } = useFetch(path, `${stock.uncertain} ${again}`);
  useEffect(() => setText(params.q ?? ""), [params.q]);
  const heard = useRef(new Map());
  useEffect(() => {
    if (data) setRows(data.positions.map((p) => newer(p, heard.current.get(keyOf(p)))));
  }, [data]);
  useChanges("positions", (changed) => {
    const news = new Map(changed.map((p) => [keyOf(p), p]));
    // Changes come as the ledger tells them; the interval of a silent location is reckoned when a position is read.
    if (rows.some((p) => p.lowReason && news.has(keyOf(p)))) setAgain((n) => n + 1);
    rows.filter((p) => p.lowReason).forEach((p) => news.delete(keyOf(p)));
    if (heard.current.size > 5_000) heard.current.clear();
    news.forEach((p, key) => heard.current.set(key, p));
    setRows((before) => (before.some((p) => news.has(keyOf(p))) ? before.map((p) => news.get(keyOf(p)) ?? p) : before));
    if (params.sku && changed.some((p) => p.sku === params.sku)) setRevision((n) => n + 1);
  });
  const change = (next) => go(`/stock${query({ ...paramsNow(), page: null, ...next })}`, true);
  const typed = (value) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ q: value.trim() }), 200);
  };
  return el.div(
    { class: `page${params.sku ? " with-drawer" : ""}` },
    el.div(
      { class: "bar-top" },
      el.h1("Stock"),
      el.input({ type: "search", value: text, placeholder: "SKU or location", "aria-label": "SKU or location", maxLength: 100, onInput: (event) => typed(event.target.value) }),
      el.select(
        { "aria-label": "Location", value: params.location ?? "", onChange: (event) => change({ location: event.target.value }) },
        el.option({ value: "" }, "All locations"),
        (data?.locations ?? (params.location ? [params.location] : [])).map((l) => el.option({ key: l, value: l }, l)),
      ),
      h(Toggle, { on: params.below === "0", onChange: (on) => change({ below: on ? "0" : null }), title: titleOf("stock.oversold") }, "Oversold ", el.span({ class: "n" }, count(stock.oversold))),
      h(Toggle, { on: params.stale === "true", onChange: (on) => change({ stale: on ? "true" : null }), title: titleOf("stock.uncertain") }, "Uncertain ", el.span({ class: "n" }, count(stock.uncertain))),
      el.span({ class: "spring" }),
      el.span({ class: "muted", role: "status" }, data ? [count(data.total), " of ", count(stock.positions), " ", term("stock.positions", "positions"), ", in pieces unless marked; ", share(stock.promptShare), " ", term("stock.prompt", "applied within 60 s")] : "Searching"),
      guideTo("stock"),
      el.a({ class: "button", href: `/api/v1/stock${query({ ...filter, page: null, format: "csv" })}`, download: "stock.csv" }, "CSV"),
    ),
    error
      ? failure(error)
      : !data
        ? loading(16)
        : rows.length === 0
          ? busy
            ? empty("Searching")
            : stock.positions
              ? empty("No position matches", "Try a part of the SKU, or take a filter away.")
              : empty("No position yet", "Each appears with its first movement.")
          : [
              h(Table, {
                key: "rows",
                caption: "Positions",
                columns: COLUMNS,
                rows,
                keyOf,
                versionOf: (p) => p.version,
                open: params.sku ? `${params.sku}|${params.at}` : undefined,
                label: (p) => `Explain ${p.sku} at ${p.location}`,
                onOpen: openPosition,
              }),
              h(Pager, { key: "pager", page: data.page, size: data.size, total: data.total, onPage: (page) => change({ page }) }),
            ],
    params.sku && params.at ? h(Explain, { key: params.sku + params.at, sku: params.sku, location: params.at, asOf: params.asOf, knownAt: params.knownAt, revision, onClose: () => change({ sku: null, at: null, asOf: null, knownAt: null, page: paramsNow().page }) }) : null,
  );
};
