// The lower edge: writing, the command menu, the reply keyboard.
import { $$, el, icon, saved } from "./dom.js";
import { lang, onLanguage, t } from "./words.js";
import { ask, askPhone, modal } from "./dialogs.js";
import * as link from "./link.js";
import * as log from "./log.js";
import { choose } from "./upload.js";

const text = $$("text");
let commands = [];
let hint = "";

export function say(words, hidden = false) {
  const item = link.send({ t: "text", text: words, hidden });
  if (!hidden) log.draft(item.id, { text: words }, item.at);
  return item;
}

function fit() {
  text.style.height = "auto";
  text.style.height = Math.min(text.scrollHeight, 148) + "px";
  const ready = !!text.value.trim();
  $$("send").disabled = !ready;
  $$("composer").classList.toggle("ready", ready);
}

function submit() {
  const words = text.value.trim();
  if (!words) return;
  say(words);
  text.value = "";
  saved.set("draft", null);
  fit();
}

$$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
  text.focus();
});
text.addEventListener("input", () => {
  fit();
  saved.set("draft", text.value || null);
});
text.addEventListener("keydown", (event) => {
  // While an input method is choosing characters, Enter belongs to it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    submit();
  }
});
text.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) {
    event.preventDefault();
    choose(event.clipboardData.files);
  }
});

export function setCommands(listed) {
  commands = listed || [];
}

$$("menu").addEventListener("click", () => {
  const item = (name, small, run, sign) => el("button", { type: "button", class: "item", onclick: () => { box.close(); run(); } }, sign ? icon(sign) : "", el("span", {}, name), el("small", {}, small));
  const box = modal("sheet menu",
    el("h2", {}, t("menu")),
    ...(commands.length ? commands.map((one) => item(one.description, "/" + one.command, () => say("/" + one.command))) : [el("p", {}, t("menu-empty"))]),
    item(t("leave"), "", leave, "leave"));
});

async function leave() {
  if (!(await ask(t("leave-question"), t("leave-yes"), t("cancel")))) return;
  const answer = await fetch("/chat/leave", { method: "POST" });
  if (answer.ok) forget();
}

export function forget() {
  saved.set("draft", null);
  saved.set("outbox", null);
  location.replace("/");
}

export function setKeyboard(given) {
  const box = $$("keys");
  hint = given?.placeholder || "";
  text.placeholder = hint || t("write");
  box.hidden = !given?.rows?.length;
  box.replaceChildren(...(given?.rows || []).map((line) => el("div", { class: "line" }, ...line.map((key) => el("button", { type: "button", class: "key", onclick: async () => {
    if (key.contact) {
      const phone = await askPhone();
      if (!phone) return;
      const item = link.send({ t: "contact", phone });
      log.draft(item.id, { contact: { phone } }, item.at);
    } else say(key.text);
    if (given.once) box.hidden = true;
  } }, key.text)))));
}

export function start() {
  text.value = saved.get("draft") || "";
  fit();
  onLanguage(() => (text.placeholder = hint || t("write")));
  // Unsent words of an earlier visit are shown again at once and go out with the connection.
  for (const item of link.queued()) if (!item.hidden) log.draft(item.id, { text: item.text }, item.at);
  link.state.lang = lang();
}
