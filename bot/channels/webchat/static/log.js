// The conversation: rows by id, edits in place, day lines, and where the reader is looking.
import { $$, el, icon, megabytes } from "./dom.js";
import { clock, day, dayKey, onLanguage, t } from "./words.js";
import { rich } from "./rich.js";
import { copyText, picture } from "./dialogs.js";

const log = $$("log");
const list = $$("list");
const rows = new Map(); // message id → { row, node }
const drafts = new Map(); // client id → node of what is not on the server yet
const busy = new Map(); // client id of a tap → { message, data, timer }
const local = new Map(); // client id → address of the picture in this browser, so that it does not flicker
let more = false;
let asking = false;
let act = {};

export const setActions = (actions) => (act = actions);
export const empty = () => !rows.size;
// Whether the reader follows the conversation: decided by their own scrolling, not by ours on its way.
let pinned = true;
let ours = 0;
// Until when a new message is taken for the answer to a tap: who taps wants to see it, wherever they had scrolled to.
let awaited = 0;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const atBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < 90;

function scroll(top, smooth) {
  ours = performance.now() + 700;
  log.scrollTo({ top, behavior: smooth && !calm.matches ? "smooth" : "auto" });
}

export function toBottom(smooth) {
  pinned = true;
  $$("chip").hidden = true;
  scroll(log.scrollHeight, smooth);
}

// -- one message
function bubble(row) {
  const mine = row.from === "user";
  const p = row.p;
  const node = el("article", { class: "msg " + (mine ? "me" : "bot") });
  Object.assign(node, { at: row.at, mine, album: p.album });
  node.append(el("span", { class: "away" }, (mine ? t("you") : t("bot")) + ": "));
  const body = el("div", { class: "bubble" });
  const photo = p.photo && photoOf(p.photo, row);
  if (photo) body.append(photo);
  if (p.document) body.append(fileOf(p.document, row));
  const words = p.html ? rich(p.html, act.command) : p.text || "";
  if (p.contact) body.append(el("div", { class: "text" }, "☎ " + p.contact.phone, el("span", { class: "room" })));
  else if (p.html || p.text) body.append(el("div", { class: "text" }, words, el("span", { class: "room" })));
  body.classList.toggle("pic", !!photo);
  if (photo && !p.html && !p.text) body.classList.add("bare");
  const meta = el("span", { class: "meta" }, el("time", { dateTime: new Date(row.at).toISOString() }, clock(row.at)));
  if (mine) meta.append(mark(row));
  body.append(meta);
  node.append(body);
  if (p.buttons && p.buttons.length) node.append(keyboard(row));
  return node;
}

function mark(row) {
  const [name, label] = row.failed ? ["alert", "not-sent"] : row.draft ? ["clock", "sending"] : ["check", "sent"];
  const made = icon(name);
  made.removeAttribute("aria-hidden");
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", t(label));
  return made;
}

const address = (file) => "/chat/files/" + file.file_id;

function photoOf(photo, row) {
  const src = local.get(row.cid) || address(photo);
  const image = el("img", { src, alt: t("picture"), decoding: "async", width: photo.width || 240, height: photo.height || 180 });
  return el("button", { type: "button", class: "photo", "aria-label": t("open-picture"), onclick: () => picture(src, photo.name) }, image);
}

function fileOf(file, row) {
  const kind = (file.name.split(".").pop() || "").slice(0, 4).toUpperCase();
  const inner = [el("span", { class: "kind" }, kind), el("span", { class: "about" }, el("b", {}, file.name), el("small", {}, megabytes(file.size)))];
  return row.draft ? el("div", { class: "file" }, ...inner) : el("a", { class: "file", href: address(file), target: "_blank", rel: "noopener" }, ...inner);
}

function keyboard(row) {
  const box = el("div", { class: "keys" });
  for (const line of row.p.buttons) {
    const made = el("div", { class: "line" });
    for (const button of line) made.append(key(button, row));
    box.append(made);
  }
  const tap = [...busy.values()].find((one) => one.message === row.id);
  if (tap) wait(box, tap.data);
  return box;
}

function key(button, row) {
  const style = "key " + (button.style || "");
  if (button.url) {
    const made = el("a", { class: style, href: /^https?:|^tg:|^mailto:|^tel:/i.test(button.url) ? button.url : "#", target: "_blank", rel: "noopener noreferrer" }, button.text, icon("link"));
    made.append(el("span", { class: "away" }, t("new-tab")));
    return made;
  }
  if (button.copy) return el("button", { type: "button", class: style, onclick: () => copyText(button.copy) }, button.text, icon("copy"));
  const made = el("button", { type: "button", class: style, onclick: () => {
    if (made.closest("[aria-busy]")) return;
    awaited = performance.now() + 8000;
    act.tap(row.id, button.data);
  } }, button.text);
  made.dataset.data = button.data;
  return made;
}

// Not "disabled": that would throw a screen reader's focus away. A second tap does nothing all the same.
function wait(box, data) {
  box.setAttribute("aria-busy", "true");
  for (const one of box.querySelectorAll("button.key[data-data]")) {
    one.setAttribute("aria-disabled", "true");
    if (one.dataset.data === data) one.classList.add("wait");
  }
}

export function tapped(cid, message, data) {
  busy.set(cid, { message, data, timer: setTimeout(() => untapped(cid), 30000) });
  const box = rows.get(message)?.node.querySelector(".keys");
  if (box) wait(box, data);
}

export function untapped(cid) {
  const tap = busy.get(cid);
  if (!tap) return;
  clearTimeout(tap.timer);
  busy.delete(cid);
  const known = rows.get(tap.message);
  if (known && ![...busy.values()].some((one) => one.message === tap.message)) swap(known, known.row);
}

export const stillBusy = (ids) => [...busy.keys()].forEach((cid) => ids.includes(cid) || untapped(cid));

// -- placing
function swap(known, row) {
  const focused = known.node.contains(document.activeElement) && document.activeElement.dataset.data;
  const made = bubble(row);
  made.mid = row.id;
  made.classList.add("still");
  known.node.replaceWith(made);
  Object.assign(known, { row, node: made });
  if (focused) [...made.querySelectorAll("button.key")].find((one) => one.dataset.data === focused)?.focus({ preventScroll: true });
}

function place(row) {
  const known = rows.get(row.id);
  if (known) {
    if (row.seq <= known.row.seq) return null;
    if (row.deleted) {
      known.node.remove();
      rows.delete(row.id);
      return null;
    }
    for (const [cid, tap] of busy) if (tap.message === row.id) { clearTimeout(tap.timer); busy.delete(cid); }
    swap(known, row);
    return null;
  }
  if (row.deleted || row.p.hidden) return null;
  const node = bubble(row);
  const draft = row.cid && drafts.get(row.cid);
  rows.set(row.id, { row, node });
  if (draft) {
    draft.remove();
    drafts.delete(row.cid);
    node.classList.add("still");
  }
  const after = [...list.children].find((one) => one.mid > row.id || one.draft);
  node.mid = row.id;
  list.insertBefore(node, after || null);
  return draft ? null : node;
}

// Day lines and runs of one speaker depend on the neighbours, so they are drawn after every change.
function tidy() {
  for (const line of list.querySelectorAll(".day")) line.remove();
  let before = null;
  for (const node of [...list.children]) {
    const newDay = !before || dayKey(before.at) !== dayKey(node.at);
    if (newDay) list.insertBefore(el("p", { class: "day" }, day(node.at)), node);
    node.classList.toggle("run", !newDay && before.mine === node.mine && node.at - before.at < 3e5);
    const mates = !!node.album && !!before && before.album === node.album;
    node.classList.toggle("mate", mates);
    if (mates) before.classList.add("mate");
    before = node;
  }
}

export function apply(incoming, first = false) {
  const follow = pinned;
  let fresh = null;
  let fromBot = false;
  for (const row of incoming) {
    const node = place(row);
    if (node && !fresh) fresh = node;
    fromBot = fromBot || (row.from === "bot" && !!node);
  }
  tidy();
  if (first) return toBottom();
  if (fromBot) typing(false);
  const answer = fromBot && performance.now() < awaited;
  if (answer) awaited = 0;
  if (follow || answer) settle(fresh);
  else if (fresh) $$("chip").hidden = false;
}

// Follow the conversation, but show a message that is taller than the screen from its beginning.
function settle(fresh) {
  const bottom = log.scrollHeight - log.clientHeight;
  const top = fresh && !fresh.mine ? fresh.offsetTop - 14 : bottom;
  pinned = top >= bottom;
  scroll(Math.min(bottom, top), true);
}

export function reset(incoming, hasMore) {
  list.replaceChildren(...drafts.values());
  rows.clear();
  more = hasMore;
  log.setAttribute("aria-live", "off"); // a screen reader need not read the whole past aloud
  apply(incoming, true);
  setTimeout(() => log.setAttribute("aria-live", "polite"), 800);
}

export function older(incoming, hasMore) {
  asking = false;
  more = hasMore;
  $$("older").hidden = true;
  const before = log.scrollHeight - log.scrollTop;
  log.setAttribute("aria-live", "off");
  incoming.forEach(place);
  tidy();
  log.scrollTop = log.scrollHeight - before;
  setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
}

// -- what is on its way
export function draft(cid, payload, at = Date.now(), preview = null) {
  if (preview) local.set(cid, preview);
  const node = bubble({ from: "user", at, cid, p: payload, draft: true });
  node.draft = true;
  drafts.get(cid)?.remove();
  drafts.set(cid, node);
  list.append(node);
  tidy();
  toBottom(true);
  return node;
}

export function failed(cid, text, retry) {
  const node = drafts.get(cid);
  if (!node) return;
  node.querySelector(".meta svg")?.replaceWith(mark({ failed: true }));
  node.querySelector(".progress")?.remove();
  node.querySelector(".note")?.remove();
  node.append(retry ? el("button", { type: "button", class: "note", onclick: retry }, text) : el("p", { class: "note" }, text));
  if (pinned) toBottom(true);
}

export function drop(cid) {
  drafts.get(cid)?.remove();
  drafts.delete(cid);
  tidy();
}

export function typing(shown) {
  if ($$("typing").hidden === !shown) return;
  $$("typing").hidden = !shown;
  if (pinned && shown) toBottom(true);
}

log.addEventListener("scroll", () => {
  if (atBottom()) $$("chip").hidden = true;
  if (performance.now() > ours) pinned = atBottom();
  if (log.scrollTop < 240 && more && !asking) {
    asking = true;
    $$("older").hidden = false;
    act.history(Math.min(...rows.keys()));
  }
}, { passive: true });
for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) log.addEventListener(name, () => (ours = 0), { passive: true });
$$("chip").addEventListener("click", () => toBottom(true));
export const again = () => (asking = false);
onLanguage(() => {
  for (const known of rows.values()) swap(known, known.row);
  tidy();
});
// The keyboard opens, the composer grows: stay at the end if we were there.
new ResizeObserver(() => pinned && toBottom()).observe(log);
