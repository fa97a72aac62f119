"use strict";
// Boxes on the picture, cut-outs beside the fields, pages, zoom, and keys.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const HARD = ["A", "P", "R", "N", "Z"];
  for (const holder of document.querySelectorAll("[data-picture]")) {
    const paper = holder.closest(".paper");
    const image = holder.querySelector("img");
    const svg = holder.querySelector("svg");
    const missing = holder.querySelector(".no-picture");
    const boxes = JSON.parse(holder.dataset.boxes || "{}");
    const form = document.querySelector(`form[data-paper="${paper.id.slice(6)}"]`);
    const pageNumber = paper.querySelector("[data-page-number]");
    const [back, forward] = paper.querySelectorAll("[data-page]");
    let page = 0;
    const draw = () => {
      const [width, height] = [image.naturalWidth, image.naturalHeight];
      if (!width) return;
      missing.hidden = true;
      image.hidden = false;
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.replaceChildren();
      for (const [name, [left, top, right, bottom, at]] of Object.entries(boxes)) {
        if ((at || 0) !== page) continue;
        if (right > width * 1.02 || bottom > height * 1.02) continue; // the picture lies on its side: turn it first
        const pad = Math.max(3, (bottom - top) * 0.15);
        const rect = document.createElementNS(SVG, "rect");
        const place = { x: left - pad, y: top - pad, width: right - left + 2 * pad, height: bottom - top + 2 * pad, rx: 3 };
        for (const [key, value] of Object.entries(place)) rect.setAttribute(key, value);
        rect.dataset.box = name;
        rect.addEventListener("click", () => form?.querySelector(`[name="v-${name}"]`)?.focus());
        svg.append(rect);
        cut(name, left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad);
      }
    };
    const cut = (name, left, top, width, height) => {
      const canvas = form?.querySelector(`[data-cut="${name}"]`);
      if (!canvas) return;
      const scale = Math.min(2, 52 / height, 440 / width);
      canvas.width = Math.max(1, Math.round(width * scale));
      canvas.height = Math.max(1, Math.round(height * scale));
      canvas.getContext("2d").drawImage(image, left, top, width, height, 0, 0, canvas.width, canvas.height);
      canvas.classList.add("drawn");
    };
    const load = async (wanted) => {
      const answer = await fetch(holder.dataset.picture + wanted, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(String(answer.status));
      page = wanted;
      const pages = Number(answer.headers.get("X-Pages") || 1);
      URL.revokeObjectURL(image.src);
      image.src = URL.createObjectURL(await answer.blob());
      for (const element of [back, forward, pageNumber]) element.hidden = pages < 2;
      pageNumber.textContent = `${page + 1} / ${pages}`;
      back.disabled = page === 0;
      forward.disabled = page >= pages - 1;
    };
    // Boxes refer to the upright page, so a picture turned by hand gets them where they belong.
    const turn = () => {
      if (!image.naturalWidth) return;
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalHeight, image.naturalWidth];
      const context = canvas.getContext("2d");
      context.translate(canvas.width, 0);
      context.rotate(Math.PI / 2);
      context.drawImage(image, 0, 0);
      canvas.toBlob((blob) => {
        URL.revokeObjectURL(image.src);
        image.src = URL.createObjectURL(blob);
      }, "image/jpeg", 0.92);
    };
    paper.querySelector("[data-turn]").addEventListener("click", turn);
    const fail = () => {
      if (image.naturalWidth && !image.hidden) return;
      image.hidden = true;
      missing.hidden = false;
    };
    image.addEventListener("load", draw);
    image.addEventListener("error", fail);
    back.addEventListener("click", () => load(page - 1).catch(fail));
    forward.addEventListener("click", () => load(page + 1).catch(fail));
    load(0).catch(fail);
    const mark = (name, on) => {
      const rect = svg.querySelector(`[data-box="${name}"]`);
      rect?.classList.toggle("lit", on);
      if (on && rect && holder.classList.contains("zoomed")) rect.scrollIntoView({ block: "center", inline: "center" });
    };
    for (const row of form?.querySelectorAll("[data-field]") || [])
      for (const [event, on] of [["focusin", true], ["focusout", false], ["mouseenter", true], ["mouseleave", false]])
        row.addEventListener(event, () => mark(row.dataset.field, on));
    const zoom = paper.querySelector("[data-zoom]");
    zoom.addEventListener("click", () => {
      const on = holder.classList.toggle("zoomed");
      zoom.setAttribute("aria-pressed", String(on));
    });
    image.addEventListener("click", () => zoom.click());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const key = event.key.toUpperCase();
    if (!HARD.includes(key)) return;
    if (key === "Z") return document.querySelector("[data-zoom]")?.click();
    const target = document.querySelector(`[data-key="${key.toLowerCase()}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "A") return target.click();
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("textarea").focus();
    } else target.focus(); // approving takes Enter as well: a slip of the finger decides nothing
    target.scrollIntoView({ block: "nearest" });
  });
})();
