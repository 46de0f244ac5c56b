// Small charts: a line in a row, a chart over time, and the graph of flows.

import { h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { compact, hourMinute, span, time, timeZoned, zoneName } from "./format.js";
import { el, flowTone, flowWord, icon, link } from "./view.js";

/** A line without axes: shape only; the figure stands beside it. */
export const spark = (values, { width = 96, height = 20, tone = "", label } = {}) => {
  if (values.length < 2) return el.svg({ class: "spark", width, height, "aria-hidden": "true" });
  const top = Math.max(...values, 1e-9);
  const step = (width - 4) / (values.length - 1);
  const y = (v) => height - 2 - (v / top) * (height - 5);
  const points = values.map((v, i) => `${(2 + i * step).toFixed(1)},${y(v).toFixed(1)}`);
  const last = values.length - 1;
  return el.svg(
    { class: `spark ${tone}`, width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    el.path({ class: "area", d: `M2,${height - 1}L${points.join("L")}L${width - 2},${height - 1}Z` }),
    el.polyline({ points: points.join(" ") }),
    el.circle({ cx: 2 + last * step, cy: y(values[last]), r: 1.7 }),
  );
};

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const options = ({ label, format, zone, width, height }) => {
  const axis = { stroke: css("--muted"), grid: { stroke: css("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui" };
  return {
    width,
    height,
    cursor: { points: { size: 5 } },
    legend: { live: true },
    // While nobody points at a moment, the legend tells the newest one.
    hooks: { draw: [(chart) => (chart.cursor.left ?? -1) < 0 && chart.setLegend({ idx: chart.data[0].length - 1 })] },
    tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), zone),
    scales: { y: { range: (_, min, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: [{ ...axis, values: (_, ticks) => ticks.map((t) => hourMinute(t * 1000)), space: 72, size: 28 }, { ...axis, size: 62, values: (_, ticks) => ticks.map(format) }],
    series: [
      { value: (_, t) => (t === null ? "–" : timeZoned(new Date(t * 1000).toISOString())), label: "Time" },
      { label, stroke: css("--accent"), width: 1.5, points: { show: false }, value: (_, v) => (v === null ? "–" : format(v)) },
    ],
  };
};

const Lines = ({ times, values, label, format, zone, height = 170 }) => {
  const ref = useRef(null);
  const chart = useRef(null);
  useEffect(() => {
    const made = new uPlot(options({ label, format, zone, width: ref.current.clientWidth, height }), [times, values], ref.current);
    chart.current = made;
    const observer = new ResizeObserver(() => ref.current && made.setSize({ width: ref.current.clientWidth, height }));
    observer.observe(ref.current);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [label, zone, document.documentElement.dataset.theme]);
  useEffect(() => {
    chart.current.setData([times, values]);
  }, [times.at(-1), label]);
  return el.div({ class: "chart", ref, role: "img", "aria-label": `${label}, ${times.length} samples; newest ${format(values.at(-1))}` });
};

/** A line over time, or the same as a table; values in the unit that format writes. */
export const TimeChart = (props) => {
  const [asTable, setAsTable] = useState(false);
  const { times, values, label, format } = props;
  return el.div(
    { class: "time-chart" },
    asTable
      ? el.div(
          { class: "chart-table", tabIndex: 0, role: "region", "aria-label": `${label} as a table` },
          el.table(
            { class: "small" },
            el.thead(el.tr(el.th({ scope: "col" }, `Time, ${zoneName()}`), el.th({ scope: "col", class: "number" }, label))),
            el.tbody(times.map((t, i) => el.tr({ key: t }, el.td(el.time(time(new Date(t * 1000).toISOString()))), el.td({ class: "number" }, format(values[i])))).reverse()),
          ),
        )
      : h(Lines, props),
    el.button({ class: "quiet", "aria-pressed": asTable ? "true" : "false", onClick: () => setAsTable(!asTable) }, asTable ? "As a chart" : "As a table"),
  );
};

// The graph of flows

const layersOf = (views) => {
  const byId = new Map(views.map((view) => [view.flow.id, view]));
  const depth = new Map();
  const visit = (id, trail) => {
    if (depth.has(id)) return depth.get(id);
    if (trail.has(id) || !byId.has(id)) return -1;
    const upstream = byId.get(id).flow.upstream ?? [];
    const found = 1 + Math.max(-1, ...upstream.map((up) => visit(up, new Set([...trail, id]))));
    depth.set(id, found);
    return found;
  };
  views.forEach((view) => visit(view.flow.id, new Set()));
  const layers = [];
  views.forEach((view) => (layers[depth.get(view.flow.id)] ??= []).push(view));
  return layers;
};

const mean = (numbers, otherwise) => (numbers.length ? numbers.reduce((a, b) => a + b, 0) / numbers.length : otherwise);

/** Few crossings: each flow goes near the middle of those it feeds, those fed near the middle of their feeders. */
const arrange = (layers, pitch) => {
  const y = new Map();
  layers.forEach((layer) => layer.forEach((view, i) => y.set(view.flow.id, i * pitch)));
  const feeds = new Map();
  layers.flat().forEach((view) => (view.flow.upstream ?? []).forEach((up) => feeds.set(up, [...(feeds.get(up) ?? []), view.flow.id])));
  const around = (view) => [...(view.flow.upstream ?? []), ...(feeds.get(view.flow.id) ?? [])].map((id) => y.get(id)).filter((v) => v !== undefined);
  const far = layers[0].length * pitch;
  for (let round = 0; round < 6; round++) {
    layers.forEach((layer, depth) => {
      const wish = new Map(layer.map((view) => [view, depth === 0 && around(view).length === 0 ? far : mean(around(view), y.get(view.flow.id))]));
      layer.sort((a, b) => wish.get(a) - wish.get(b));
      if (depth === 0) layer.forEach((view, i) => y.set(view.flow.id, i * pitch));
      else {
        let floor = 0;
        layer.forEach((view) => {
          const place = Math.max(floor, wish.get(view));
          y.set(view.flow.id, place);
          floor = place + pitch;
        });
        const over = floor - pitch - (layers[0].length - 1) * pitch;
        if (over > 0) {
          let ceiling = (layers[0].length - 1) * pitch;
          [...layer].reverse().forEach((view) => {
            const place = Math.max(0, Math.min(ceiling, y.get(view.flow.id)));
            y.set(view.flow.id, place);
            ceiling = place - pitch;
          });
        }
      }
    });
  }
  return y;
};

const short = (system) => system.replace("marketplace-", "mkt ");
const route = (flow) => `${short(flow.systems[0] ?? "")} → ${flow.systems.slice(1).map(short).join(", ")}`;

/** Level means that nothing waits; of a silent flow nobody knows. */
const headOf = (health) => {
  if (!health || (!health.headOfLineMillis && health.status === "SILENT")) return "–";
  return health.headOfLineMillis ? span(health.headOfLineMillis) : "level";
};

const FlowNode = ({ view, place }) => {
  const health = view.health;
  const tone = flowTone(health?.status);
  return link(
    `/flows/${encodeURIComponent(view.flow.id)}`,
    { class: `flow-node ${tone}`, style: place, title: health ? health.reason : "Nothing was said of this flow yet" },
    el.span({ class: "upper" }, el.span({ class: "name" }, view.flow.id), el.span({ class: "age" }, headOf(health))),
    el.span(
      { class: "lower" },
      el.span({ class: "route" }, route(view.flow)),
      el.span({ class: `state ${tone}` }, icon(tone), flowWord(health?.status)),
      health?.backlog > 0 ? el.span(`${compact(health.backlog)} wait`) : null,
    ),
  );
};

export const FlowGraph = ({ views }) => {
  const ref = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => ref.current && setWidth(ref.current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  const layers = layersOf(views);
  if (width < 640) {
    return el.div({ class: "graph narrow", ref }, width === 0 ? null : layers.flat().map((view) => h(FlowNode, { key: view.flow.id, view })));
  }
  const pitch = 48;
  const tall = 40;
  const gap = Math.max(36, Math.min(72, width * 0.07));
  const wide = Math.floor((width - gap * (layers.length - 1)) / layers.length);
  const y = arrange(layers, pitch);
  const x = new Map();
  layers.forEach((layer, depth) => layer.forEach((view) => x.set(view.flow.id, depth * (wide + gap))));
  const height = layers[0].length * pitch;
  const links = views.flatMap((view) =>
    (view.flow.upstream ?? [])
      .filter((up) => x.has(up))
      .map((up) => ({ from: up, to: view.flow.id, tone: flowTone(views.find((v) => v.flow.id === up)?.health?.status) })),
  );
  const rank = { ok: 0, none: 0, info: 1, warn: 2, bad: 3 };
  links.sort((a, b) => rank[a.tone] - rank[b.tone]);
  return el.div(
    { class: "graph", ref, style: { height: `${height}px` } },
    el.svg(
      { width, height, "aria-hidden": "true" },
      links.map(({ from, to, tone }) => {
        const [x1, y1, x2, y2] = [x.get(from) + wide, y.get(from) + tall / 2, x.get(to), y.get(to) + tall / 2];
        const bend = Math.min(gap, (x2 - x1) / 2);
        return el.path({ key: `${from}>${to}`, class: `edge ${tone}`, d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
      }),
    ),
    views.map((view) =>
      h(FlowNode, {
        key: view.flow.id,
        view,
        place: { left: `${x.get(view.flow.id)}px`, top: `${y.get(view.flow.id)}px`, width: `${wide}px`, height: `${tall}px` },
      }),
    ),
  );
};
