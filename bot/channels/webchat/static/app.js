// Brings the parts of the page together.
import { $$ } from "./dom.js";
import { lang, onLanguage, paint, setLanguage, t } from "./words.js";
import { ask, toast } from "./dialogs.js";
import * as link from "./link.js";
import * as log from "./log.js";
import * as compose from "./compose.js";
import { pending, resume } from "./upload.js";

let status = "connecting";
let bannerTimer, typingTimer;
const working = new Set(); // what was sent and is being handled

function show() {
  $$("status").textContent = !$$("typing").hidden ? t("typing") : t(status === "online" ? "online" : "connecting");
  $$("status").className = status;
}

function setStatus(next) {
  if (next === "connecting" && status === "offline") return;
  status = next;
  clearTimeout(bannerTimer);
  if (next === "online") $$("banner").hidden = true;
  // A short gap needs no alarm.
  else if (next === "offline") bannerTimer = setTimeout(() => { $$("banner").textContent = t("offline"); $$("banner").hidden = false; }, 1500);
  show();
}

function typing(shown, seconds = 6) {
  clearTimeout(typingTimer);
  log.typing(shown);
  show();
  if (shown) typingTimer = setTimeout(() => typing(false), seconds * 1000);
}

function hello(data) {
  if (data.lang !== lang()) setLanguage(data.lang);
  if (data.reset) log.reset(data.rows, data.more);
  else log.apply(data.rows);
  log.again();
  log.stillBusy([...data.pending, ...link.queued().map((item) => item.id)]);
  working.clear();
  typing(false);
  compose.setCommands(data.commands);
  compose.setKeyboard(data.keyboard);
  resume();
  begin(data);
}

async function begin(data) {
  const code = new URLSearchParams(location.search).get("start");
  if (code && /^[\w-]{1,64}$/.test(code)) {
    history.replaceState(null, "", "/"); // the code should not stay in the address
    if (await ask(t("invite-question"), t("invite-yes"), t("cancel"))) return void compose.say("/start " + code, true);
  }
  // One fixed id: two tabs opened at once greet once.
  if (data.reset && !data.rows.length && !data.pending.length) link.send({ t: "text", id: "first-start", text: "/start", hidden: true });
}

function ack(data, item) {
  if (data.error) {
    if (item?.t === "tap") log.untapped(data.id);
    else log.failed(data.id, t("not-sent"));
    return;
  }
  if (data.row) log.apply([data.row]);
  if (data.done) return void log.untapped(data.id);
  working.add(data.id);
  setTimeout(() => working.has(data.id) && typing(true, 20), 500);
}

const events = {
  rows(data) {
    log.apply(data.rows);
    if (data.rows.some((row) => row.from === "bot")) show();
    for (const row of data.rows) if (row.from === "bot" && row.p.keyboard && !row.edited) compose.setKeyboard(row.p.keyboard);
  },
  history: (data) => log.older(data.rows, data.more),
  typing: () => typing(true),
  done(data) {
    working.delete(data.id);
    log.untapped(data.id);
    if (!working.size) typing(false);
  },
  answer(data) {
    if (data.alert && data.text) ask(data.text, t("ok"));
    else toast(data.text);
    if (/^https?:/.test(data.url || "")) open(data.url, "_blank", "noopener");
  },
  commands: (data) => compose.setCommands(data.commands),
  language: (data) => setLanguage(data.lang),
  left: () => compose.forget(),
  pong() {},
};

log.setActions({
  command: (words) => compose.say(words),
  history: (before) => link.tell({ t: "history", before }),
  tap(message, data) {
    const item = link.send({ t: "tap", message, data });
    log.tapped(item.id, message, data);
    if (!link.online()) toast(t("tap-later"));
  },
});

paint();
show();
onLanguage(() => {
  link.state.lang = lang();
  show();
});
$$("lang").addEventListener("change", async (event) => {
  const code = event.target.value;
  await setLanguage(code);
  link.tell({ t: "lang", lang: code });
  compose.say("/language " + code, true);
});

// The on-screen keyboard covers the page in some browsers; the visual viewport tells how much is left.
const view = window.visualViewport;
if (view) {
  const fit = () => {
    document.documentElement.style.setProperty("--vh", view.height + "px");
    scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
  fit();
}
addEventListener("beforeunload", (event) => pending() && event.preventDefault());

compose.start();
link.connect({
  status: setStatus,
  hello,
  ack,
  event: (data) => events[data.t]?.(data),
  slow: () => toast(t("too-fast")),
  expired() {
    toast(t("expired"));
    setTimeout(() => location.reload(), 1200);
  },
});
