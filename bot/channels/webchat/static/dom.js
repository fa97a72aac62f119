// Small helpers for building the page. Text only ever becomes text nodes.
export const $$ = (id) => document.getElementById(id);

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "list") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", "#i-" + name);
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

// crypto.randomUUID exists on https only; a company may serve the page on plain http inside its network.
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");

export const megabytes = (size) => (size < 1048576 ? Math.max(1, Math.round(size / 1024)) + " KB" : (size / 1048576).toFixed(1) + " MB");

export const saved = {
  get(key) {
    try { return JSON.parse(localStorage.getItem("chat." + key)); } catch { return null; }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem("chat." + key);
      else localStorage.setItem("chat." + key, JSON.stringify(value));
    } catch { /* private mode: the page works, it only forgets */ }
  },
};
