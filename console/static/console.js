"use strict";
// Small helpers of every page; each works on data attributes, and every page works without them.
(() => {
  for (const form of document.querySelectorAll("form[data-confirm]"))
    form.addEventListener("submit", (event) => {
      if (!window.confirm(form.dataset.confirm)) event.preventDefault();
    });
  // A second click while the first is under way sends nothing.
  for (const form of document.querySelectorAll("form[method=post]"))
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) return event.preventDefault();
      if (form.dataset.once !== undefined) {
        form.dataset.sent = "1";
        form.querySelector("button:not([type=button])")?.setAttribute("aria-busy", "true");
      }
    });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        const code = document.querySelector("[data-code]");
        const range = document.createRange();
        range.selectNodeContents(code);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand("copy");
      }
      button.textContent = button.dataset.copied;
    });
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  for (const button of document.querySelectorAll("[data-fill]"))
    button.addEventListener("click", () => {
      const area = button.closest("form").querySelector("textarea");
      area.value = area.value ? area.value + "\n" + button.dataset.fill : button.dataset.fill;
      area.focus();
    });
  // The whole row of a list leads where its link leads.
  for (const row of document.querySelectorAll("[data-rows] tbody tr")) {
    const link = row.querySelector(".row-link");
    if (!link) continue;
    row.classList.add("clickable");
    row.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input") || String(getSelection())) return;
      link.click();
    });
  }
  // Something is under way: look again, unless nobody looks.
  const waiting = document.querySelector("[data-refresh]");
  if (waiting) setInterval(() => document.hidden || location.reload(), Number(waiting.dataset.refresh));
  for (const flash of document.querySelectorAll(".flash-problem")) flash.scrollIntoView({ block: "nearest" });
})();
