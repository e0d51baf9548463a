import htmx from "htmx.org";

const POLL = 30_000;
const TOGETHER = 150;
const SPREAD = 4_000;

const named = new Set<string>();
let soon = 0;
let polling = 0;

function refetch(part: HTMLElement): void {
  if (part.querySelector(":focus") && part.matches("form")) return;
  htmx.ajax("GET", part.dataset.url ?? "", { target: part, swap: "outerMorph", source: part });
}

function changed(): void {
  for (const name of named) {
    for (const part of document.querySelectorAll<HTMLElement>(`[data-live="${CSS.escape(name)}"]`)) refetch(part);
  }
  named.clear();
}

/** Order and membership of a list are looked at rarely and at a moment of each page's own. */
function hear(name: string): void {
  named.add(name);
  if (soon) return;
  const wait = name.includes("-") ? TOGETHER : 1_000 + Math.random() * SPREAD;
  soon = window.setTimeout(() => {
    soon = 0;
    changed();
  }, wait);
}

function poll(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) refetch(part);
}

function banner(text: string): void {
  const place = document.getElementById("banner");
  if (!place) return;
  place.hidden = !text;
  place.textContent = text;
}

function down(): void {
  if (polling) return;
  banner("Live updates are interrupted. The page looks for changes every half minute.");
  polling = window.setInterval(poll, POLL);
}

function up(): void {
  if (!polling) return;
  clearInterval(polling);
  polling = 0;
  banner("");
  poll();
}

export function startLive(root: HTMLElement): void {
  const address = root.dataset.stream;
  if (!address) return;
  const stream = new EventSource(address);
  stream.onopen = up;
  stream.onmessage = (event) => hear(event.data as string);
  stream.onerror = () => {
    down();
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => startLive(root), POLL);
  };
  addEventListener("pagehide", () => stream.close(), { once: true });
}
