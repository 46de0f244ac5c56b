// The guide: every figure of every page, what it means, where it comes from.

import { useEffect } from "preact/hooks";
import { TERMS, TOPICS } from "./terms.js";
import { el, link, muted, usePlace } from "./view.js";

export const Guide = () => {
  const { hash } = usePlace();
  useEffect(() => {
    const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    target?.scrollIntoView({ block: "start" });
  }, [hash]);
  const target = decodeURIComponent(hash.slice(1));
  return el.div(
    { class: "guide" },
    el.div({ class: "bar-top" }, el.h1("What the figures mean")),
    el.p({ class: "intro" }, "Every figure of the console comes from one of Tillwatch's topics or from its API; ", el.code("docs/topics.md"), " describes their fields, ", el.a({ href: "/api/openapi.json" }, "the API's description"), " its operations. Times are world time in the retailer's zone, money is in major units of its currency, and an age says how long ago."),
    TOPICS.map(([topic, title]) =>
      el.section(
        { key: topic, id: topic, class: target === topic ? "aimed" : "" },
        el.h2(title, " ", link(topic === "overview" ? "/" : `/${topic}`, { class: "muted" }, "open the page")),
        el.dl(
          Object.entries(TERMS)
            .filter(([id]) => id.startsWith(`${topic}.`))
            .map(([id, [name, means, from]]) => el.div({ key: id, id, class: target === id ? "aimed" : "" }, el.dt(name), el.dd(means, el.br(), muted(`From: ${from}.`)))),
        ),
      ),
    ),
  );
};
