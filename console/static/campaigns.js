"use strict";
// Live results, and the composer's count and preview.
(() => {
  const poll = document.querySelector("[data-poll]");
  if (poll) {
    const refresh = async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(poll.dataset.poll, { headers: { "X-Requested-With": "fetch" } });
        if (!answer.ok) return answer.status === 401 && location.reload();
        const found = await answer.json();
        for (const holder of document.querySelectorAll("[data-campaign]")) {
          const numbers = found[holder.dataset.campaign];
          if (!numbers) continue;
          for (const cell of holder.querySelectorAll("[data-stat]")) {
            const name = cell.dataset.stat;
            const words = name === "state" ? numbers.state_word : String(numbers[name] ?? 0);
            if (cell.textContent === words) continue;
            // On its own page a campaign in another state has other buttons.
            if (name === "state" && poll.dataset.campaign === holder.dataset.campaign) return location.reload();
            cell.textContent = words;
            if (name === "state") cell.className = `state state-c-${numbers.state}`;
            else cell.classList.add("changed");
          }
          const bar = holder.querySelector("[data-progress]");
          if (bar) bar.value = numbers.settled;
        }
      } catch {
        // the next round tries again
      }
    };
    setInterval(refresh, 3000);
  }

  for (const input of document.querySelectorAll("input[data-largest]"))
    input.addEventListener("change", () => {
      const large = [...input.files].some((file) => file.size > Number(input.dataset.largest));
      input.setCustomValidity(large ? input.dataset.tooLarge : "");
      if (large) input.reportValidity();
    });

  const composer = document.querySelector("[data-composer]");
  if (!composer) return;
  const count = composer.querySelector("[data-count]");
  const list = composer.querySelector("[data-sample]");
  const bubble = composer.querySelector("[data-bubble]");
  const button = composer.querySelector("[data-bubble-button]");
  let sample = null;
  let language = composer.querySelector("[data-tab]").dataset.tab;
  let lastText = composer.querySelector("[data-text]");
  const show = () => {
    const written = composer.querySelector(`[data-text="${language}"]`).value;
    const person = sample || {};
    bubble.textContent = written.replace(/<\/?[a-z]+[^>]*>/g, "").replace(/\{(name|number|department|company|deadline)\}/g, (all, key) => person[key] || all);
    bubble.lang = language;
    const kind = composer.querySelector("[name=kind]").value;
    for (const part of composer.querySelectorAll("[data-kinds]")) part.hidden = !part.dataset.kinds.includes(kind);
    const when = composer.querySelector("[name=when]:checked")?.value;
    for (const part of composer.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(when);
    const asks = kind === "survey" || kind === "quiz";
    const action = asks ? "" : composer.querySelector("[name=action]").value;
    button.hidden = !action;
    button.textContent = action ? composer.querySelector(`[data-action="${action}-${language}"]`).textContent : "";
  };
  let timer = 0;
  let round = 0;
  const ask = async () => {
    const mine = ++round;
    try {
      const answer = await fetch(composer.dataset.composer, {
        method: "POST",
        body: new URLSearchParams(new FormData(composer)),
        headers: { "X-Requested-With": "fetch" },
      });
      if (answer.status === 401) return location.reload();
      const found = await answer.json();
      if (mine !== round) return;
      count.textContent = found.problem || found.words;
      count.classList.toggle("late", Boolean(found.problem) || !found.count);
      list.replaceChildren(
        ...(found.sample || []).slice(0, 4).map((person) => {
          const item = document.createElement("li");
          item.textContent = `${person.name} · ${person.department}`;
          return item;
        }),
      );
      sample = (found.sample || [])[0] || null;
      show();
    } catch {
      // the count stays as it was
    }
  };
  composer.addEventListener("input", (event) => {
    show();
    if (event.target.matches("[data-text]")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 250);
  });
  for (const area of composer.querySelectorAll("[data-text]"))
    area.addEventListener("focus", () => {
      lastText = area;
      choose(area.dataset.text);
    });
  for (const chip of composer.querySelectorAll("[data-insert]"))
    chip.addEventListener("click", () => {
      lastText.setRangeText(chip.dataset.insert, lastText.selectionStart, lastText.selectionEnd, "end");
      lastText.focus();
      show();
    });
  const tabs = [...composer.querySelectorAll("[data-tab]")];
  const choose = (code) => {
    language = code;
    for (const tab of tabs) tab.setAttribute("aria-selected", String(tab.dataset.tab === code));
    show();
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab.dataset.tab));
  show();
  ask();
})();
