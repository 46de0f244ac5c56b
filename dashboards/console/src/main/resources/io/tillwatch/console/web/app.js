// The frame: header, pages, keys, theme, what is said when the connection is lost.

import { h, render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { refresh, start, state as store, useStore, useTick } from "./api.js";
import { count, span, wallClock, worldSpeed } from "./format.js";
import { Books } from "./books.js";
import { Detectors } from "./detectors.js";
import { Exceptions } from "./exceptions.js";
import { Flows } from "./flows.js";
import { Guide } from "./guide.js";
import { Incidents } from "./incidents.js";
import { keep, kept } from "./kept.js";
import { Overview } from "./overview.js";
import { Quiet } from "./quiet.js";
import { Stock } from "./stock.js";
import { el, empty, failure, go, link, loading, means, state, usePlace } from "./view.js";

const PAGES = [
  ["/", "Overview", Overview, "o"],
  ["/stock", "Stock", Stock, "s"],
  ["/incidents", "Incidents", Incidents, "i"],
  ["/quiet", "Quiet", Quiet, "q"],
  ["/books", "Books", Books, "b"],
  ["/flows", "Flows", Flows, "f"],
  ["/exceptions", "Exceptions", Exceptions, "e"],
  ["/detectors", "Detectors", Detectors, "d"],
];
/** A page that stands in no menu; it needs no figures. */
const GUIDE = ["/guide", "What the figures mean", Guide];
const pageOf = (path) => (path === "/guide" ? GUIDE : PAGES.find(([root]) => (root === "/" ? path === "/" : path === root || path.startsWith(`${root}/`))));

// Kept within the click: an effect runs after the next paint, and a page that is left before it would forget.
const prefer = (name, values, fallback) => {
  const [value, set] = useState(kept(name) ?? fallback);
  const turn = () => {
    const next = values[(values.indexOf(document.documentElement.dataset[name]) + 1) % values.length];
    document.documentElement.dataset[name] = next;
    keep(name, next);
    set(next);
  };
  return [value, turn];
};

const Clock = () => {
  useTick();
  const now = wallClock();
  const speed = worldSpeed();
  return el.span(
    { class: "clock", ...means("overview.clock") },
    el.span({ class: "day" }, now.day),
    el.b(now.time),
    el.span(now.zone),
    speed === 1 ? null : el.span({ class: "speed" }, speed === 0 ? "stands still" : `×${count(speed)}`),
  );
};

const Connection = () => {
  useTick();
  const { connection, since, overview } = useStore();
  if (connection === "lost") return null;
  if (connection === "connecting") return el.span({ class: "live" }, state("none", "Connecting"));
  if (overview && !overview.feed.caughtUp) return el.span({ class: "live", ...means("overview.live") }, state("info", "Catching up"));
  return el.span({ class: "live", title: `Connected for ${span(performance.now() - since)}` }, el.span({ class: "dot", "aria-hidden": "true" }), "Live");
};

const Banner = () => {
  useTick();
  const { connection, since, overview, error } = useStore();
  if (connection === "lost") {
    return el.div(
      { class: "banner bad", role: "alert" },
      state("bad", "Connection lost"),
      // Not read aloud anew every second.
      el.span({ "aria-hidden": "true" }, ` for ${span(performance.now() - since)}`),
      ": what you see is as it was then. The page tries again by itself.",
    );
  }
  if (overview?.feed.problem) return el.div({ class: "banner warn", role: "alert" }, state("warn", "Stale"), ` ${overview.feed.problem}.`);
  if (error && overview) return el.div({ class: "banner warn", role: "alert" }, state("warn", error.title), ` ${error.message}`);
  return null;
};

const Keys = ({ onClose }) =>
  el.div(
    { class: "keys", role: "dialog", "aria-label": "Keys", onClick: onClose },
    el.dl(
      [["/", "Search stock"], ["j  k", "Down, up in a table"], ["Enter", "Open the row"], ["Esc", "Close"], ["g then a letter", "Overview, Stock, Incidents, Quiet, Books, Flows, Exceptions, Detectors"], ["?", "These keys"]].map(([key, what]) => [el.dt({ key }, el.kbd(key)), el.dd(what)]),
      el.dt(),
      el.dd(link("/guide", { class: "accent", onClick: onClose }, "What the figures mean")),
    ),
  );

const App = () => {
  const { path } = usePlace();
  const { overview, error } = useStore();
  const [theme, turnTheme] = prefer("theme", ["auto", "dark", "light"], "auto");
  const [density, turnDensity] = prefer("density", ["compact", "roomy"], "compact");
  const [keys, setKeys] = useState(false);
  const search = useRef(null);
  const page = pageOf(path);
  const nav = useRef(null);
  useEffect(() => {
    const bar = nav.current;
    const on = bar?.querySelector(".on");
    // On a narrow screen the bar scrolls; the page that is open must be seen in it.
    if (on) bar.scrollLeft = on.offsetLeft - (bar.clientWidth - on.clientWidth) / 2;
  }, [page]);
  useEffect(() => {
    document.title = page ? `${page[1]} · Tillwatch` : "Tillwatch";
  }, [page]);
  useLayoutEffect(() => {
    let chord = false;
    const press = (event) => {
      if (event.target.closest?.("input,textarea,select") || event.metaKey || event.ctrlKey || event.altKey) return;
      if (chord) {
        chord = false;
        const target = PAGES.find(([, , , letter]) => letter === event.key);
        if (target) go(target[0]);
        return;
      }
      if (event.key === "g") chord = true;
      if (event.key === "/") {
        event.preventDefault();
        const field = document.querySelector("main input[type=search]") ?? search.current;
        field.focus();
        field.select();
      }
      if (event.key === "?") setKeys((on) => !on);
      if (event.key === "Escape") setKeys(false);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const open = overview ? overview.incidents.open + overview.incidents.acknowledged : 0;
  const urgent = overview ? (overview.incidents.byPriority["1"] ?? 0) : 0;
  const badge = (root) =>
    root === "/incidents" && open > 0 ? el.span({ class: `badge${urgent ? " urgent" : ""}`, "aria-label": `${open} not resolved` }, count(open)) : null;
  return el.div(
    { class: "frame" },
    el.a({ class: "skip", href: "#main" }, "Skip to content"),
    el.header(
      { class: "top" },
      link("/", { class: "brand", "aria-label": "Tillwatch" }, el.svg({ viewBox: "0 0 16 16", "aria-hidden": "true" }, el.path({ d: "M1 9.5h3l1.8-6 3 9 1.8-3H15" })), "Tillwatch"),
      el.nav(
        { "aria-label": "Pages", ref: nav },
        PAGES.map(([root, title]) => link(root, { key: root, class: page?.[0] === root ? "on" : "", "aria-current": page?.[0] === root ? "page" : undefined }, title, badge(root))),
      ),
      el.form(
        {
          class: "find",
          role: "search",
          onSubmit: (event) => {
            event.preventDefault();
            go(`/stock?q=${encodeURIComponent(search.current.value.trim())}`);
            search.current.value = "";
            search.current.blur();
          },
        },
        el.input({ ref: search, type: "search", placeholder: "Find SKU or store", "aria-label": "Find SKU or store", maxLength: 100 }),
        el.kbd("/"),
      ),
      el.div(
        { class: "status" },
        h(Connection),
        h(Clock),
        el.button({ class: "quiet", onClick: turnDensity, title: "Density of tables", "aria-label": `Density: ${density}` }, density === "compact" ? "≡" : "☰"),
        el.button({ class: "quiet", onClick: turnTheme, title: "Theme: system, dark or light", "aria-label": `Theme: ${theme}` }, { auto: "◐", dark: "●", light: "○" }[theme]),
        el.button({ class: "quiet wide-only", onClick: () => setKeys(true), title: "Keys (?)", "aria-label": "Keys" }, "?"),
      ),
    ),
    h(Banner),
    el.main(
      { id: "main" },
      !page
        ? empty("There is no such page", link("/", {}, "To the overview"))
        : error && !overview && page !== GUIDE
          ? failure(error, refresh)
          : !overview && page !== GUIDE
            ? loading(12)
            : h(page[2], { path }),
    ),
    keys ? h(Keys, { onClose: () => setKeys(false) }) : null,
  );
};

document.documentElement.dataset.theme = kept("theme") ?? "auto";
document.documentElement.dataset.density = kept("density") ?? "compact";
const root = document.getElementById("app");
root.textContent = "";
render(h(App), root);
start();
// For tests and the curious: what the page knows.
globalThis.tillwatch = store;
