// Toasts, questions, sheets and the picture viewer.
import { $$, el, icon } from "./dom.js";
import { t } from "./words.js";

let timer;

export function toast(text) {
  if (!text) return;
  const box = $$("toast");
  box.textContent = text;
  box.className = "on";
  clearTimeout(timer);
  timer = setTimeout(() => (box.className = ""), Math.max(3000, text.length * 120));
}

// The phone's Back closes what lies on top and stays in the conversation: each open dialog is an entry of the history.
const open = [];
let leaving = 0; // entries that we take away ourselves
addEventListener("popstate", () => {
  if (leaving) return leaving--;
  const box = open.at(-1);
  if (box) { box.left = true; box.close(); }
});

// A modal dialog that is gone when closed. Tapping beside it closes it too.
export function modal(kind, ...children) {
  const box = el("dialog", { class: kind }, ...children);
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => {
    open.splice(open.indexOf(box), 1);
    box.remove();
    if (!box.left) { leaving++; history.back(); }
  });
  history.pushState(null, "");
  open.push(box);
  $$("app").append(box);
  box.showModal();
  return box;
}

export function ask(text, yes, no) {
  return new Promise((answer) => {
    let result = false;
    const box = modal("ask", el("p", {}, text), el("div", { class: "pair" },
      no && el("button", { type: "button", onclick: () => box.close() }, no),
      el("button", { type: "button", class: "main", onclick: () => { result = true; box.close(); } }, yes)));
    box.addEventListener("close", () => answer(result));
  });
}

export function askPhone() {
  return new Promise((answer) => {
    let result = null;
    const input = el("input", { type: "tel", autocomplete: "tel", inputMode: "tel", required: true, pattern: "\\+?[0-9][0-9 \\(\\)\\-]{4,22}" });
    const form = el("form", { method: "dialog", onsubmit: () => { result = input.value.trim(); } },
      el("label", {}, t("contact-label"), input), el("button", { class: "main" }, t("contact-send")));
    const box = modal("ask", el("h2", {}, t("contact")), form);
    input.focus();
    box.addEventListener("close", () => answer(result));
  });
}

export function picture(src, name) {
  const image = el("img", { src, alt: name || t("picture") });
  const close = el("button", { type: "button", class: "round", "aria-label": t("close"), onclick: () => box.close() }, icon("close"));
  image.addEventListener("click", (event) => {
    const zoomed = box.classList.toggle("zoom");
    if (zoomed) { // keep the point that was tapped under the finger
      box.scrollTo(image.clientWidth * (event.offsetX / window.innerWidth) - window.innerWidth / 2,
        image.clientHeight * (event.offsetY / window.innerHeight) - window.innerHeight / 2);
    }
  });
  const box = modal("viewer", image, close);
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // plain http has no clipboard API
    const area = el("textarea", { value: text, class: "away" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(t("copied"));
}
