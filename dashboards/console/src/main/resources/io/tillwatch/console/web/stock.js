// Stock: search, positions with their interval and age, and why a number is what it is.

import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { newer, query, useChanges, useFetch, usePositions, useStore, useTick } from "./api.js";
import { age, count, plural, quantity, share, span, zoneName } from "./format.js";
import { Drawer, Pager, Table, Toggle, ago, at, atZoned, el, empty, facts, failure, figure, go, guideTo, loading, means, muted, narrow, paramsNow, section, state, term, usePlace } from "./view.js";import { titleOf } from "./terms.js";

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

const movementColumns = () => [
  { id: "when", title: `Occurred, ${zoneName()}`, cell: (m) => at(m.occurredAt) },
  {
    id: "type",
    title: "What, where, with what effect",
    cell: (m) =>
      el.span(
        { class: "two", title: `${m.type} ${m.eventId} from ${m.source}` },
        m.type.replace(/^retail\./, "").replace(/\.v\d+$/, "").replaceAll(".", " "),
        muted(`${m.document ?? m.source} · ${m.bucket}`),
        m.effect === "applied" ? null : state("info", m.effect),
      ),
  },
  { id: "quantity", title: "Quantity", number: true, cell: (m) => (m.bucket === "count" || m.bucket === "buffer" ? quantity(m.quantity) : `${m.quantity > 0 ? "+" : ""}${quantity(m.quantity)}`) },
];

const Explain = ({ sku, location, revision, onClose }) => {
  const { data, error, loading: busy } = useFetch(`/stock/${encodeURIComponent(sku)}/${encodeURIComponent(location)}/explain`, revision);
  const network = useFetch(`/stock/${encodeURIComponent(sku)}`, revision);
  const promise = useFetch(`/stock/${encodeURIComponent(sku)}/promise`, revision);
  const p = data?.position;
  const here = data && data.sku === sku && data.location === location;
  return h(
    Drawer,
    { title: sku, subtitle: location, onClose },
    error && !here
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
                    [term("stock.variance"), Object.entries(p.variance).map(([id, v]) => el.div({ key: id }, el.span({ class: zero(v) ? "" : "warn" }, quantity(v)), muted(` ${id}`)))],
                  ].filter(([, v]) => !Array.isArray(v) || v.length)),
                )
              : null,
            section(
              term("stock.movements", plural(data.movements.length, "movement")),
              data.movements.length
                ? h(Table, { caption: "Movements that make the number, newest first", columns: movementColumns(), rows: [...data.movements].reverse().slice(0, 200), keyOf: (m) => `${m.source}${m.eventId}${m.bucket}${m.occurredAt}`, focus: false })
                : empty("No movements are kept", "They were folded into the position's base."),
            ),
            network.data && network.data.sku === sku
              ? section(
                  `The network: ${plural(network.data.positions.length, "location")}`,
                  network.data.totals.map((t) =>
                    el.p({ key: t.unit, class: "sum" }, el.b(quantity(t.available)), " ", term("stock.available", "available"), ", ", el.b(quantity(t.promisable)), " ", term("stock.promisable", "surely promisable"), ", ", el.b(quantity(t.inTransit)), " ", term("stock.transit", "in transit"), t.unit === "each" ? ", in pieces" : `, in ${t.unit}`, ...lacks(t)),
                  ),
                  promise.data && promise.data.sku === sku
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
  const [, m = 0, s = 0] = /^PT(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return (Number(m) * 60 + Number(s)) * 1000;
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
    params.sku && params.at ? h(Explain, { key: params.sku + params.at, sku: params.sku, location: params.at, revision, onClose: () => change({ sku: null, at: null, page: paramsNow().page }) }) : null,
  );
};
