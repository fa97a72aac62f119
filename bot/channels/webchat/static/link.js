// The connection: reconnects by itself, and sends what waits one at a time so that order is kept.
import { saved, newId } from "./dom.js";

const ACK_SECONDS = 10;
let socket = null;
let ready = false;
let tries = 0;
let retryTimer, ackTimer, pingTimer, flushTimer;
let waiting = saved.get("outbox") || [];
let flying = null;
let on = {};

export const state = { seq: 0, lang: "" };
export const queued = () => waiting;
export const online = () => ready;

export function connect(handlers) {
  on = handlers;
  addEventListener("online", () => open());
  addEventListener("offline", () => lost());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && (ready ? ping() : open()));
  setInterval(() => ready && ping(), 25000);
  open();
}

function open() {
  clearTimeout(retryTimer);
  if (socket && socket.readyState <= 1) return;
  on.status("connecting");
  const made = (socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/chat/ws"));
  made.onopen = () => raw({ t: "hello", seq: state.seq, lang: state.lang });
  made.onmessage = (event) => made === socket && receive(JSON.parse(event.data));
  made.onclose = (event) => {
    if (made !== socket) return;
    if (event.code === 4401) return on.expired();
    lost();
  };
}

function lost() {
  const old = socket;
  socket = null;
  if (old) old.close();
  ready = false;
  flying = null;
  clearTimeout(ackTimer);
  clearTimeout(pingTimer);
  clearTimeout(retryTimer);
  on.status("offline");
  retryTimer = setTimeout(open, Math.min(8000, 400 * 2 ** tries++) * (0.7 + Math.random() * 0.6));
}

function raw(data) {
  if (socket && socket.readyState === 1) socket.send(JSON.stringify(data));
}

function ping() {
  raw({ t: "ping" });
  clearTimeout(pingTimer);
  pingTimer = setTimeout(lost, 8000);
}

function receive(data) {
  clearTimeout(pingTimer);
  if (data.t === "hello") {
    ready = true;
    tries = 0;
    state.seq = data.seq;
    on.status("online");
    on.hello(data);
    flush();
  } else if (data.t === "ack") acknowledged(data);
  else {
    if (data.t === "rows") state.seq = data.seq;
    on.event(data);
  }
}

function acknowledged(data) {
  clearTimeout(ackTimer);
  flying = null;
  const item = waiting.find((one) => one.id === data.id);
  if (data.error === "rate") {
    on.slow();
    flushTimer = setTimeout(flush, data.retry * 1000 + 100);
    return;
  }
  waiting = waiting.filter((one) => one.id !== data.id);
  keep();
  on.ack(data, item);
  flush();
}

function flush() {
  clearTimeout(flushTimer);
  if (!ready || flying || !waiting.length) return;
  flying = waiting[0].id;
  raw(waiting[0]);
  ackTimer = setTimeout(lost, ACK_SECONDS * 1000);
}

// Written words survive a closed page. A tap does not: minutes later it could mean something else.
const keep = () => {
  const lasting = waiting.filter((one) => one.t === "text");
  saved.set("outbox", lasting.length ? lasting : null);
};

export function send(item) {
  const made = { id: newId(), at: Date.now(), ...item };
  waiting.push(made);
  keep();
  flush();
  return made;
}

export const tell = raw;
