// Figures, money and times as people read them. World time runs at the server's pace, which may be a demo's.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
const one = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

let clock = { now: Date.now(), zone: "UTC", speed: 1, at: performance.now() };
const formatters = new Map();

export const setClock = (c) => {
  clock = { now: Date.parse(c.now), zone: zoneOf(c.zone), speed: c.speed, at: performance.now() };
};
export const worldNow = () => clock.now + (performance.now() - clock.at) * clock.speed;
export const worldSpeed = () => clock.speed;

const zoneOf = (zone) => (zone === "Z" ? "UTC" : zone);

const formatter = (name, options) => {
  const key = name + clock.zone;
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: clock.zone, ...options }));
  }
  return formatters.get(key);
};

/** Short name of the zone at that moment: CET in winter, CEST in summer. */
export const zoneName = (at = worldNow()) => {
  const parts = formatter("zone", { hour: "2-digit", timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? clock.zone;
};
const day = (at) => formatter("day", { day: "2-digit", month: "short" }).format(at);
const hms = (at) => formatter("hms", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);
const hm = (at) => formatter("hm", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/** The hour for today's times, with the day for others; no zone: for columns whose head names it. */
export const time = (iso) => {
  if (!iso) return "–";
  const at = Date.parse(iso);
  return day(at) === day(worldNow()) ? hms(at) : `${day(at)} ${hm(at)}`;
};
export const timeZoned = (iso) => (iso ? `${time(iso)} ${zoneName(Date.parse(iso))}` : "–");
/** Hour and minute, for axes. */
export const hourMinute = (ms) => hm(ms);
export const wallClock = () => {
  const now = worldNow();
  return { day: day(now), time: hms(now), zone: zoneName(now) };
};
export const fullTime = (iso) => {
  if (!iso) return "";
  const at = Date.parse(iso);
  return `${formatter("full", { weekday: "short", day: "2-digit", month: "short", year: "numeric" }).format(at)} ${hms(at)} ${zoneName(at)}`;
};

const WALL = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
/** As a date-time field writes it, in the zone in which people read times. */
export const wallTime = (ms) => {
  const part = Object.fromEntries(formatter("wall", WALL).formatToParts(ms).map((p) => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
};
/** The moment at which the clocks of that zone show this; of an hour that comes twice, one of the two. */
export const fromWallTime = (text) => {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return null;
  let at = wanted;
  for (let i = 0; i < 2; i++) at += wanted - Date.parse(`${wallTime(at)}Z`);
  return new Date(at).toISOString();
};

/** A span in the two units that matter. */
export const span = (ms) => {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return "–";
  const sign = ms < 0 ? "−" : "";
  const abs = Math.abs(ms);
  if (abs < 1) return abs === 0 ? "0 s" : `${sign}<1 ms`;
  if (abs < 1000) return `${sign}${Math.round(abs)} ms`;
  const s = abs / 1000;
  if (s < 10) return `${sign}${one.format(s)} s`;
  if (s < 60) return `${sign}${Math.floor(s)} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return `${sign}${min} min`;
  const h = Math.floor(min / 60);
  if (h < 48) return `${sign}${h} h${min % 60 ? ` ${min % 60} min` : ""}`;
  return `${sign}${Math.floor(h / 24)} d${h % 24 ? ` ${h % 24} h` : ""}`;
};
export const ageMs = (iso) => (iso ? Math.max(0, worldNow() - Date.parse(iso)) : null);
/** Whole seconds at least: an age that shows milliseconds only flickers. */
export const age = (iso) => {
  const ms = ageMs(iso);
  return ms === null ? "–" : ms < 1000 ? "now" : span(ms < 10_000 ? Math.floor(ms / 1000) * 1000 : ms).replace(".0 s", " s");
};
export const until = (iso) => {
  const ms = Date.parse(iso) - worldNow();
  return ms > 0 ? `in ${span(ms)}` : "due now";
};

export const count = (n) => (n === null || n === undefined ? "–" : whole.format(n));
export const compact = (n) => (Math.abs(n) < 10_000_000 ? whole.format(n) : `${one.format(n / 1e6)} M`);
export const quantity = (text) => (text === null || text === undefined ? "–" : fine.format(Number(text)).replace("-", "−"));
export const rate = (n) => (n === null || n === undefined ? "–" : n === 0 ? "0" : n < 10 ? one.format(n) : whole.format(n));
export const share = (n) => {
  if (n === null || n === undefined) return "–";
  const percent = n * 100;
  if (percent === 0) return "0 %";
  if (percent < 0) return `−${one.format(-percent)} %`;
  if (percent < 0.1) return "<0.1 %";
  return `${percent >= 99.95 && percent < 100 ? "99.9" : percent === 100 ? "100" : one.format(percent)} %`;
};

const digits = new Map();
const fraction = (currency) => {
  if (!digits.has(currency)) {
    digits.set(currency, new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits);
  }
  return digits.get(currency);
};
const moneyFormat = new Map();
/** A decimal text or number in major units, with its currency. */
export const amount = (text, currency, withCurrency = true) => {
  if (text === null || text === undefined) return "–";
  const d = fraction(currency);
  if (!moneyFormat.has(d)) {
    moneyFormat.set(d, new Intl.NumberFormat("en-US", { minimumFractionDigits: d, maximumFractionDigits: d }));
  }
  const figure = moneyFormat.get(d).format(text).replace("-", "−");
  return withCurrency ? `${figure} ${currency}` : figure;
};
export const money = (m) => (m ? amount(m.minor / 10 ** fraction(m.currency), m.currency) : "–");
export const moneyRound = (m) => (m ? `${whole.format(m.minor / 10 ** fraction(m.currency))} ${m.currency}` : "–");
const PROPER = { api: "API", slo: "SLO", sku: "SKU", odoo: "Odoo", pos: "POS", tls: "TLS" };
export const words = (constant) =>
  constant
    .toLowerCase()
    .split(/[_\- ]/)
    .map((word) => PROPER[word] ?? word)
    .join(" ");
export const sentence = (constant) => {
  const w = words(constant);
  return w.charAt(0).toUpperCase() + w.slice(1);
};

/**
 * Rounds parts so that what is shown adds up to the rounded sum: the parts that lose most get the missing hundredths.
 */
export const addingUp = (parts, digits = 2) => {
  const scale = 10 ** digits;
  const exact = parts.map((part) => part * scale);
  const floors = exact.map(Math.floor);
  const missing = Math.round(exact.reduce((a, b) => a + b, 0)) - floors.reduce((a, b) => a + b, 0);
  const byLoss = exact.map((value, i) => [value - floors[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (let i = 0; i < missing; i++) floors[byLoss[i % byLoss.length][1]]++;
  return floors.map((value) => (value / scale).toFixed(digits).replace("-", "−"));
};
/** With its sign, as terms of a sum are written. */
export const signed = (text) => (text.startsWith("−") ? text : `+${text}`);
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
/** A subject may have parts, such as a store and its till. */
export const subject = (text) => text.replaceAll("|", " · ");
