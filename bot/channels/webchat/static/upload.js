// Photos and files: choose, look at them once more, send with progress, try again.
import { $$, el, icon, megabytes, newId } from "./dom.js";
import { lang, t } from "./words.js";
import { modal, toast } from "./dialogs.js";
import * as log from "./log.js";

const LIMIT = 20 * 1048576;
const AT_ONCE = 10;
const SHRINK_ABOVE = 10 * 1048576;
const LONGEST = 4096; // pixels; text recognition reads far smaller pictures
const KINDS = /\.(jpe?g|png|webp|hei[cf]|pdf|ofd|xml)$/i;
const PHOTO = /^image\/(jpeg|png|webp)$/;
const running = new Map();

const problem = (file) =>
  !file.size ? t("empty-file") : !KINDS.test(file.name) && !PHOTO.test(file.type) ? t("wrong-kind") : file.size > LIMIT && !PHOTO.test(file.type) ? t("too-large", { limit: 20 }) : "";

export function choose(files) {
  let chosen = [...files];
  if (!chosen.length) return;
  if (chosen.length > AT_ONCE) {
    toast(t("too-many", { limit: AT_ONCE }));
    chosen = chosen.slice(0, AT_ONCE);
  }
  let items = chosen.map((file) => ({ file, bad: problem(file), url: PHOTO.test(file.type) ? URL.createObjectURL(file) : null }));
  const grid = el("div", { class: "grid" });
  const caption = el("input", { type: "text", maxLength: 1024, placeholder: t("caption"), "aria-label": t("caption"), enterKeyHint: "send" });
  const go = el("button", { class: "main" });
  const paint = () => {
    const good = items.filter((one) => !one.bad).length;
    go.textContent = good ? t("preview", { count: good }) : t("nothing-to-send");
    caption.hidden = !good;
    go.disabled = !good;
    grid.className = "grid" + (items.length === 1 ? " one" : "");
    grid.replaceChildren(...items.map((one) => el("figure", { class: one.bad ? "bad" : "" },
      one.url && !one.bad ? el("img", { src: one.url, alt: "", onerror: (event) => event.target.replaceWith(icon("file")) }) : icon("file"),
      el("figcaption", {}, el("b", {}, one.file.name), el("small", {}, one.bad || megabytes(one.file.size))),
      el("button", { type: "button", class: "round", "aria-label": t("remove", { name: one.file.name }), onclick: () => {
        items = items.filter((other) => other !== one);
        if (items.length) paint();
        else box.close();
      } }, icon("close")))));
  };
  const form = el("form", { method: "dialog", onsubmit: () => {
    const good = items.filter((one) => !one.bad);
    if (good.length) start(good, caption.value.trim());
  } }, grid, caption, el("div", { class: "pair" }, el("button", { type: "button", onclick: () => box.close() }, t("cancel")), go));
  const box = modal("sheet", form);
  paint();
  go.focus();
}

async function shrink(file) {
  if (file.size <= SHRINK_ABOVE || !PHOTO.test(file.type)) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = el("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
    return made && made.size < file.size ? new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: made.type }) : file;
  } catch {
    return file; // the server says what is wrong with it
  }
}

function start(items, caption) {
  const at = Date.now();
  const batch = items.map(({ file, url }, index) => {
    const id = newId();
    const about = { name: file.name, size: file.size };
    const payload = { [url ? "photo" : "document"]: about, album: items.length > 1 ? at : undefined, text: index ? "" : caption };
    const node = log.draft(id, payload, at, url);
    node.querySelector("img")?.addEventListener("load", (event) => {
      event.target.width = about.width = event.target.naturalWidth;
      event.target.height = about.height = event.target.naturalHeight;
      log.toBottom();
    });
    return { id, file, node };
  });
  run({ key: batch[0].id, batch, caption, tries: 0 });
}

async function run(job) {
  running.set(job.key, job);
  job.active = true;
  const form = new FormData();
  form.append("lang", lang());
  form.append("caption", job.caption);
  for (const one of job.batch) {
    one.node.querySelector(".note")?.remove();
    one.node.querySelector(".progress") || one.node.querySelector(".bubble").append(el("div", { class: "progress", role: "progressbar", "aria-label": t("sending") }, el("i")));
    form.append("id", one.id);
    one.file = await shrink(one.file);
    form.append("file", one.file, one.file.name);
  }
  const call = new XMLHttpRequest();
  call.open("POST", "/chat/upload");
  call.responseType = "json";
  call.upload.onprogress = (event) => {
    const part = event.loaded / event.total;
    for (const one of job.batch) {
      const bar = one.node.querySelector(".progress");
      if (!bar) continue;
      bar.firstChild.style.width = part * 100 + "%";
      bar.setAttribute("aria-valuenow", Math.round(part * 100));
      bar.title = t("uploading", { percent: Math.round(part * 100) });
    }
  };
  call.onload = () => finished(job, call.status, call.response || {});
  call.onerror = call.ontimeout = () => finished(job, 0, {});
  call.send(form);
}

function finished(job, status, answer) {
  job.active = false;
  if (status === 200) {
    running.delete(job.key);
    for (const one of answer.refused) log.drop(one.id); // the chat says why
    log.apply(answer.rows);
    return;
  }
  if (status === 401) return location.reload();
  if (status === 429) {
    toast(t("too-fast"));
    setTimeout(() => run(job), answer.retry * 1000 + 100);
    return;
  }
  if (status === 413) {
    running.delete(job.key);
    job.batch.forEach((one) => log.drop(one.id));
    return;
  }
  for (const one of job.batch) log.failed(one.id, t("upload-failed"), () => job.active || run(job));
}

export function resume() {
  for (const job of running.values()) if (!job.active && job.tries++ < 3) run(job);
}

export const pending = () => running.size > 0;

$$("attach").addEventListener("click", () => $$("pick").click());
$$("camera").addEventListener("click", () => $$("shot").click());
for (const name of ["pick", "shot"]) {
  $$(name).addEventListener("change", (event) => {
    choose(event.target.files);
    event.target.value = "";
  });
}
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  choose(event.dataTransfer.files);
});
