// The bot's HTML becomes DOM nodes of a known few kinds; nothing is ever inserted as markup.
import { el } from "./dom.js";
import { t } from "./words.js";

const PLAIN = { B: "strong", STRONG: "strong", I: "em", EM: "em", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s", CODE: "code" };
const LINK = /(https?:\/\/[^\s<>"'，。；、（）]+[^\s<>"'，。；、（）.,;:!?)])|(?<![\w/])(\/[a-z][a-z0-9_]{1,31})(?![\w/.])/g;

export function rich(html, onCommand) {
  const made = document.createDocumentFragment();
  copy(new DOMParser().parseFromString("<body>" + html, "text/html").body, made, onCommand);
  return made;
}

function copy(from, to, onCommand, linked = false) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      // A block ends its own line; the newline after it in the text would leave an empty one.
      const text = ["PRE", "BLOCKQUOTE"].includes(node.previousSibling?.tagName) ? node.data.replace(/^\n/, "") : node.data;
      to.append(...(linked ? [text] : links(text, onCommand)));
    }
    else if (node.nodeType === Node.ELEMENT_NODE) {
      const made = twin(node);
      copy(node, made.inner || made, onCommand, linked || ["A", "CODE", "PRE"].includes(node.tagName));
      to.append(made);
    }
  }
}

function twin(node) {
  const name = node.tagName;
  if (PLAIN[name]) return el(PLAIN[name]);
  if (name === "PRE") return el("pre", { tabindex: "0" });
  if (name === "A") return anchor(node.getAttribute("href") || "");
  if (name === "BLOCKQUOTE") return node.hasAttribute("expandable") && node.textContent.length > 90 ? folded() : el("blockquote");
  if (name === "TG-SPOILER" || node.className === "tg-spoiler") return spoiler();
  return document.createDocumentFragment();
}

export function anchor(href, ...children) {
  return /^(https?:|mailto:|tel:)/i.test(href)
    ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children)
    : el("span", {}, ...children);
}

function links(text, onCommand) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(LINK)) {
    const [whole, url, command] = found;
    parts.push(text.slice(last, found.index));
    parts.push(url ? anchor(url, url) : el("button", { type: "button", class: "cmd", onclick: () => onCommand(command) }, command));
    last = found.index + whole.length;
  }
  return [...parts, text.slice(last)];
}

function folded() {
  const inner = el("div", { class: "fold" });
  const toggle = el("button", { type: "button", class: "more", "aria-expanded": "false", onclick: () => {
    const open = inner.classList.toggle("open");
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = t(open ? "less" : "more");
  } }, t("more"));
  const made = el("blockquote", {}, inner, toggle);
  made.inner = inner;
  return made;
}

function spoiler() {
  // The text stays out of the accessibility tree until it is asked for, as it does for the eye.
  const inner = el("span", { "aria-hidden": "true" });
  const show = () => {
    inner.removeAttribute("aria-hidden");
    made.className = "spoiler shown";
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
  };
  const key = (event) => [" ", "Enter"].includes(event.key) && (event.preventDefault(), show());
  const made = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler"), onclick: show, onkeydown: key }, inner);
  made.inner = inner;
  return made;
}
