// The page's words and dates in the chosen language.
import { $$ } from "./dom.js";

let data = JSON.parse($$("data").textContent);
const listeners = [];

export const lang = () => data.lang;
export const onLanguage = (listener) => listeners.push(listener);

export function t(key, fields = {}) {
  return (data.texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
}

export function paint() {
  document.documentElement.lang = data.lang;
  document.title = $$("name").textContent = data.name;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", node.title = t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
  $$("log").removeAttribute("title");
  const select = $$("lang");
  if (!select.options.length) for (const [code, name] of Object.entries(data.languages)) select.append(new Option(name, code));
  select.value = data.lang;
}

export async function setLanguage(code) {
  if (code === data.lang) return;
  const answer = await fetch("/chat/texts/" + encodeURIComponent(code));
  if (!answer.ok) return;
  data = { ...data, ...(await answer.json()) };
  document.cookie = `chat_lang=${code}; path=/; max-age=31536000; samesite=lax`;
  paint();
  listeners.forEach((listener) => listener());
}

const format = (at, options) => new Intl.DateTimeFormat({ "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" }[data.lang] || "en-GB", options).format(at);

export const clock = (at) => format(at, { hour: "2-digit", minute: "2-digit", hour12: false });
export const dayKey = (at) => new Date(at).toDateString();

export function day(at) {
  const now = new Date();
  if (dayKey(at) === dayKey(now)) return t("today");
  if (dayKey(at) === dayKey(now.getTime() - 864e5)) return t("yesterday");
  const sameYear = new Date(at).getFullYear() === now.getFullYear();
  return format(at, { month: "long", day: "numeric", weekday: "short", ...(sameYear ? {} : { year: "numeric" }) });
}
