// Books: where sales and Odoo's books differ, both sides next to each other.

import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { query, useChanges, useFetch, useStore, useTick } from "./api.js";
import { amount, count, sentence } from "./format.js";
import { Drawer, Pager, Segments, Table, ago, atZoned, el, empty, facts, failure, go, loading, muted, narrow, section, state, usePlace } from "./view.js";

const money = (c, side) => (c.amounts && c.amounts[side] !== undefined ? amount(c.amounts[side], c.amounts.currency, false) : muted("–"));
const classState = (c) =>
  !c.open ? state("ok", "Closed") : c.class === "EXPECTED" ? state("info", "Expected") : c.status === "suggested" ? state("warn", "Suggested") : state("bad", "Break");

const COLUMNS = [
  { id: "kind", title: "Break", cell: (c) => el.span({ class: "two" }, el.b(sentence(c.kind)), muted(`${c.level}${c.store ? ` · ${c.store}` : ""}`), narrow(classState(c))) },
  { id: "status", title: "State", cell: classState, hide: "no-narrow" },
  { id: "sale", title: "Sold", number: true, cell: (c) => money(c, "sale"), hide: "no-narrow keep" },
  { id: "odoo", title: "In Odoo", number: true, cell: (c) => money(c, "odoo"), hide: "no-narrow keep" },
  { id: "residual", title: "Difference", number: true, cell: (c) => (c.amounts ? el.b({ class: Number(c.amounts.residual) && c.class !== "EXPECTED" && c.open ? "warn" : "" }, amount(c.amounts.residual, c.amounts.currency)) : muted("–")) },
  { id: "since", title: "Age", number: true, cell: (c) => ago(c.since) },
  { id: "for", title: "For", cell: (c) => sentence(c.audience), hide: "no-narrow" },
  { id: "why", title: "Explanation", cell: (c) => el.span({ class: "clip", title: c.explanation }, c.explanation), hide: "no-narrow" },
];

const Residual = ({ parts, currency }) => {
  const top = Math.max(...parts.map((p) => Math.abs(Number(p.amount))), 0.001);
  return el.div(
    { class: "bars" },
    parts.map((p) =>
      el.div(
        { key: p.part, class: "bar-row" },
        el.span({ class: "bar-name" }, sentence(p.part)),
        el.span({ class: "bar-track both" }, el.span({ class: `bar-fill ${Number(p.amount) < 0 ? "left" : "right"}`, style: { width: `${(Math.abs(Number(p.amount)) / top) * 50}%` } })),
        el.span({ class: "number" }, amount(p.amount, currency)),
      ),
    ),
  );
};

const Case = ({ found: c, onClose }) =>
  h(
    Drawer,
    { title: sentence(c.kind), subtitle: [c.level, c.store, `rules ${c.ruleVersion}`].filter(Boolean).join(" · "), onClose },
    el.p({ class: "line-up" }, classState(c), c.since ? el.span("since ", atZoned(c.since)) : null),
    c.amounts
      ? section(
          "Both sides",
          el.div(
            { class: "sides" },
            el.div(el.span({ class: "n" }, "Sold"), el.span({ class: "v" }, c.amounts.sale !== undefined ? amount(c.amounts.sale, c.amounts.currency) : "–"), el.ul({ class: "plain mono" }, c.sales.slice(0, 20).map((s) => el.li({ key: s }, s)), c.sales.length > 20 ? el.li({ class: "muted" }, `and ${c.sales.length - 20} more`) : null)),
            el.div(el.span({ class: "n" }, "In Odoo"), el.span({ class: "v" }, c.amounts.odoo !== undefined ? amount(c.amounts.odoo, c.amounts.currency) : "–"), el.ul({ class: "plain mono" }, c.postings.map((p) => el.li({ key: p.model + p.id }, p.name ?? `${p.model} ${p.id}`)), c.postings.length === 0 ? el.li({ class: "muted" }, "nothing posted") : null)),
            el.div(el.span({ class: "n" }, "Difference"), el.span({ class: "v warn" }, amount(c.amounts.residual, c.amounts.currency))),
          ),
        )
      : null,
    c.residual.length ? section("What the difference is made of", h(Residual, { parts: c.residual, currency: c.amounts?.currency ?? "EUR" })) : null,
    section("Explanation", el.p(c.explanation)),
    section("What to do", el.p({ class: "action" }, c.action), facts([["For", sentence(c.audience)], ["Sessions", c.sessions.length ? c.sessions.join(", ") : null], ["Value at risk", c.amounts ? amount(c.valueAtRisk, c.amounts.currency) : c.valueAtRisk]])),
    c.evidence.length ? section("Evidence", el.ul({ class: "plain" }, c.evidence.map((e) => el.li({ key: e }, e)))) : null,
    Object.keys(c.facts).length ? section("Facts", facts(Object.entries(c.facts).map(([n, v]) => [sentence(n), v]))) : null,
  );

export const Books = () => {
  useTick();
  const { params } = usePlace();
  const { overview } = useStore();
  const [revision, setRevision] = useState(0);
  const timer = useRef(null);
  const shown = params.show ?? "breaks";
  const filter = { kind: params.kind, page: params.page, open: shown === "closed" ? "false" : shown === "all" ? null : "true", class: shown === "breaks" ? "MISMATCHED" : shown === "expected" ? "EXPECTED" : null };
  const { data, error } = useFetch(`/reconciliation/cases${query(filter)}`, revision);
  useChanges("cases", () => {
    // One reading for a burst of changes.
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setRevision((n) => n + 1);
    }, 700);
  });
  const { books } = overview;
  const change = (next, replace = true) => go(`/books${query({ ...params, page: null, ...next })}`, replace);
  const kinds = Object.entries(books.byKind).sort((a, b) => b[1] - a[1]);
  const open = data?.cases.find((c) => c.id === params.id);
  const values = Object.entries(books.valueAtRisk).map(([currency, value]) => amount(value, currency));
  return el.div(
    { class: `page${params.id ? " with-drawer" : ""}` },
    el.div(
      { class: "bar-top" },
      el.h1("Books"),
      h(Segments, { label: "Which", value: shown, options: [["breaks", "Breaks", count(books.mismatched)], ["expected", "Expected", count(books.expected)], ["closed", "Closed"], ["all", "All"]], onChange: (show) => change({ show: show === "breaks" ? null : show, id: null }) }),
      el.select(
        { "aria-label": "Kind of break", value: params.kind ?? "", onChange: (event) => change({ kind: event.target.value }) },
        el.option({ value: "" }, "All kinds"),
        kinds.map(([kind, n]) => el.option({ key: kind, value: kind }, `${sentence(kind)} (${n})`)),
        params.kind && !books.byKind[params.kind] ? el.option({ value: params.kind }, sentence(params.kind)) : null,
      ),
      el.span({ class: "spring" }),
      el.span({ class: "muted", role: "status" }, books.mismatched ? el.span(el.b({ class: "warn" }, values.length ? values.join(" + ") : "no amount"), ` at risk in ${count(books.mismatched)} breaks, ${count(books.suggested)} to confirm`) : "Everything due balances"),
    ),
    kinds.length
      ? el.div(
          { class: "kinds", role: "group", "aria-label": "Open cases by kind" },
          kinds.slice(0, 8).map(([kind, n]) =>
            el.button({ key: kind, class: params.kind === kind ? "on" : "", "aria-pressed": params.kind === kind ? "true" : "false", onClick: () => change({ kind: params.kind === kind ? null : kind }) }, el.b(count(n)), sentence(kind), el.i({ style: { width: `${(n / kinds[0][1]) * 100}%` } })),
          ),
        )
      : null,
    error
      ? failure(error)
      : !data
        ? loading(12)
        : data.cases.length === 0
          ? empty(shown === "breaks" ? "No breaks" : "No cases", shown === "breaks" ? "Every sale that is due stands in Odoo's books with the right amount." : null)
          : [
              h(Table, { key: "t", caption: "Reconciliation cases, the worst first", columns: COLUMNS, rows: data.cases, keyOf: (c) => c.id, versionOf: (c) => c.version, open: params.id, label: (c) => `Open ${sentence(c.kind)}`, onOpen: (c) => change({ id: c.id, page: params.page }, false) }),
              h(Pager, { key: "p", page: data.page, size: data.size, total: data.total, onPage: (page) => change({ page }) }),
            ],
    open ? h(Case, { key: open.id, found: open, onClose: () => change({ id: null, page: params.page }) }) : null,
  );
};
