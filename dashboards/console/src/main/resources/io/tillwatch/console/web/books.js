// Books: where sales and Odoo's books differ, both sides next to each other.

import { h } from "preact";
import { query, useFetch, useRevision, useStore, useTick } from "./api.js";
import { amount, count, plural, sentence } from "./format.js";
import { Drawer, Pager, Segments, Table, ago, atZoned, el, empty, facts, failure, go, guideTo, loading, muted, narrow, paramsNow, section, state, term, usePlace } from "./view.js";

const money = (c, side) => (c.amounts && c.amounts[side] !== undefined ? amount(c.amounts[side], c.amounts.currency, false) : muted("–"));
const classState = (c) =>
  !c.open ? state("ok", "Closed") : c.class === "EXPECTED" ? state("info", "Expected") : c.status === "suggested" ? state("warn", "Suggested") : state("bad", "Break");

const COLUMNS = [
  { id: "kind", title: "Break", cell: (c) => el.span({ class: "two" }, el.b(sentence(c.kind)), muted(`${c.level}${c.store ? ` · ${c.store}` : ""}`), narrow(classState(c))) },
  { id: "status", title: "State", cell: classState, hide: "no-narrow" },
  { id: "sale", title: "Sold", term: "books.sold", number: true, cell: (c) => money(c, "sale"), hide: "no-narrow keep" },
  { id: "odoo", title: "In Odoo", term: "books.odoo", number: true, cell: (c) => money(c, "odoo"), hide: "no-narrow keep" },
  { id: "residual", title: "Difference", term: "books.difference", number: true, cell: (c) => (c.amounts ? el.b({ class: Number(c.amounts.residual) && c.class !== "EXPECTED" && c.open ? "warn" : "" }, amount(c.amounts.residual, c.amounts.currency)) : muted("–")) },
  { id: "since", title: "Age", term: "books.age", number: true, cell: (c) => ago(c.since) },
  { id: "for", title: "For", cell: (c) => sentence(c.audience), hide: "no-narrow" },
  { id: "why", title: "Explanation", cell: (c) => el.span({ class: "clip", title: c.explanation }, c.explanation), hide: "no-narrow" },
];

const Residual = ({ parts, amounts }) => {
  const currency = amounts?.currency ?? "EUR";
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
    amounts ? el.div({ class: "bar-row total" }, el.b({ class: "bar-name" }, "Difference"), el.span(), el.b({ class: "number" }, amount(amounts.residual, currency))) : null,
  );
};

const Case = ({ found: c, onClose, onStore }) =>
  h(
    Drawer,
    { title: sentence(c.kind), subtitle: [c.level, c.store, `rules ${c.ruleVersion}`].filter(Boolean).join(" · "), onClose },
    el.p({ class: "line-up" }, classState(c), c.since ? el.span("since ", atZoned(c.since)) : null, c.store ? el.button({ class: "quiet", onClick: onStore }, `Only ${c.store}`) : null),
    c.amounts
      ? section(
          "Both sides",
          el.div(
            { class: "sides" },
            el.div(term("books.sold"), el.span({ class: "v" }, c.amounts.sale !== undefined ? amount(c.amounts.sale, c.amounts.currency) : "–"), el.ul({ class: "plain mono" }, c.sales.slice(0, 20).map((s) => el.li({ key: s }, s)), c.sales.length > 20 ? el.li({ class: "muted" }, `and ${c.sales.length - 20} more`) : null)),
            el.div(term("books.odoo"), el.span({ class: "v" }, c.amounts.odoo !== undefined ? amount(c.amounts.odoo, c.amounts.currency) : "–"), el.ul({ class: "plain mono" }, c.postings.map((p) => el.li({ key: p.model + p.id }, p.name ?? `${p.model} ${p.id}`)), c.postings.length === 0 ? el.li({ class: "muted" }, "nothing posted") : null)),
            el.div(term("books.difference"), el.span({ class: `v${c.class === "EXPECTED" || !c.open ? "" : " warn"}` }, amount(c.amounts.residual, c.amounts.currency))),
          ),
        )
      : null,
    c.residual.length ? section("What the difference is made of", h(Residual, { parts: c.residual, amounts: c.amounts })) : null,
    section("Explanation", el.p(c.explanation)),
    section("What to do", el.p({ class: "action" }, c.action), facts([["For", sentence(c.audience)], ["Sessions", c.sessions.length ? c.sessions.join(", ") : null], [term("books.risk"), c.amounts ? amount(c.valueAtRisk, c.amounts.currency) : c.valueAtRisk]])),
    c.evidence.length ? section("Evidence", el.ul({ class: "plain" }, c.evidence.map((e) => el.li({ key: e }, e)))) : null,
    Object.keys(c.facts).length ? section("Facts", facts(Object.entries(c.facts).map(([n, v]) => [sentence(n), v]))) : null,
  );

const days = (bucket) => (bucket.toDays === undefined ? `${bucket.fromDays} days and more` : bucket.fromDays === 0 ? "less than a day" : `${bucket.fromDays} to ${bucket.toDays} days`);

/** Older is further right; a full bar is the largest bucket. */
const Ageing = ({ ageing }) => {
  const top = Math.max(1, ...ageing.map((b) => b.count));
  return el.section(
    { class: "ageing", "aria-label": "Ageing of open breaks" },
    el.h3(term("books.ageing")),
    ageing.map((b) =>
      el.div(
        { key: b.fromDays, class: "age-bucket" },
        el.span({ class: "bar-track" }, el.span({ class: `bar-fill${b.fromDays >= 7 && b.count ? " bad" : b.fromDays >= 3 && b.count ? " warn" : ""}`, style: { width: `${(b.count / top) * 100}%` } })),
        el.span(el.b(count(b.count)), " ", days(b)),
        muted(b.count ? Object.entries(b.value).map(([currency, value]) => amount(value, currency)).join(" + ") : "–"),
      ),
    ),
  );
};

const nothing = (shown, params, books) => {
  if (params.kind || params.store) return ["No case matches", "Take a filter away."];
  if (!books.known) return ["No case yet", "Cases appear when sales are compared with Odoo's books and something differs."];
  return shown === "breaks" ? ["No breaks", "Every sale that is due stands in Odoo's books with the right amount."] : ["No cases"];
};

export const Books = () => {
  useTick();
  const { params } = usePlace();
  const { overview } = useStore();
  const revision = useRevision("cases");
  const shown = params.show ?? "breaks";
  const filter = { kind: params.kind, store: params.store, page: params.page, open: shown === "closed" ? "false" : shown === "all" ? null : "true", class: shown === "breaks" ? "MISMATCHED" : shown === "expected" ? "EXPECTED" : null };
  const { data, error } = useFetch(`/reconciliation/cases${query(filter)}`, revision);
  const { books } = overview;
  const change = (next, replace = true) => go(`/books${query({ ...paramsNow(), page: null, ...next })}`, replace);
  const kinds = Object.entries((shown === "expected" ? books.expectedByKind : shown === "breaks" ? books.byKind : null) ?? {}).sort((a, b) => b[1] - a[1]);
  const listed = data?.cases.find((c) => c.id === params.id);
  // A link may lead to a case that is not on this page of the list.
  const one = useFetch(params.id && data && !listed ? `/reconciliation/cases/${encodeURIComponent(params.id)}` : null, revision);
  const open = listed ?? (one.data?.id === params.id ? one.data : undefined);
  const values = Object.entries(books.valueAtRisk).map(([currency, value]) => amount(value, currency));
  return el.div(
    { class: `page${params.id ? " with-drawer" : ""}` },
    el.div(
      { class: "bar-top" },
      el.h1("Books"),
      h(Segments, { label: "Which", value: shown, options: [["breaks", "Breaks", count(books.mismatched)], ["expected", "Expected", count(books.expected)], ["closed", "Closed"], ["all", "All"]], onChange: (show) => change({ show: show === "breaks" ? null : show, id: null, kind: null }) }),
      params.kind ? el.button({ class: "toggle on", "aria-pressed": "true", onClick: () => change({ kind: null }) }, `${sentence(params.kind)} ✕`) : null,
      params.store ? el.button({ class: "toggle on", "aria-pressed": "true", onClick: () => change({ store: null }) }, `${params.store} ✕`) : null,
      el.span({ class: "spring" }),
      el.span({ class: "muted", role: "status" }, books.mismatched ? el.span(el.b({ class: "warn" }, values.length ? values.join(" + ") : "no amount"), " ", term("books.risk", "at risk"), " in ", term("books.breaks", plural(books.mismatched, "break")), ", ", term("books.suggested", `${count(books.suggested)} to confirm`)) : books.known ? "Everything due balances" : "No case yet"),
      guideTo("books"),
    ),
    shown === "breaks" && books.mismatched && !params.id ? h(Ageing, { ageing: books.ageing }) : null,
    kinds.length
      ? el.div(
          { class: "kinds", role: "group", "aria-label": "By kind" },
          kinds.slice(0, 10).map(([kind, n]) =>
            el.button({ key: kind, class: params.kind === kind ? "on" : "", "aria-pressed": params.kind === kind ? "true" : "false", onClick: () => change({ kind: params.kind === kind ? null : kind }) }, el.b(count(n)), sentence(kind), el.i({ style: { width: `${(n / kinds[0][1]) * 100}%` } })),
          ),
        )
      : null,
    error
      ? failure(error)
      : !data
        ? loading(12)
        : data.cases.length === 0
          ? empty(...nothing(shown, params, books))
          : [
              h(Table, { key: "t", caption: "Reconciliation cases, the worst first", columns: COLUMNS, rows: data.cases, keyOf: (c) => c.id, versionOf: (c) => c.version, open: params.id, label: (c) => `Open ${sentence(c.kind)}`, onOpen: (c) => change({ id: c.id, page: paramsNow().page }, false) }),
              h(Pager, { key: "p", page: data.page, size: data.size, total: data.total, onPage: (page) => change({ page }) }),
            ],
    params.id && one.error ? h(Drawer, { title: params.id, onClose: () => change({ id: null, page: paramsNow().page }) }, failure(one.error)) : null,
    open ? h(Case, { key: open.id, found: open, onClose: () => change({ id: null, page: paramsNow().page }), onStore: () => change({ store: open.store }) }) : null,
  );
};
