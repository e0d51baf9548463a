/** List, ticket and context stand side by side as wide as each person likes them; early.js paints them so the next time. */

const STEP = 16;

interface Edge { name: string; label: string; of: string; from: 1 | -1; least: number; most: number }

const EDGES: Edge[] = [
  { name: "list-width", label: "Width of the list", of: "#list", from: 1, least: 256, most: 0.45 },
  { name: "side-width", label: "Width of the context", of: "#ticket .side", from: -1, least: 224, most: 0.4 },
];

const widthOf = ({ of }: Edge) => document.querySelector(of)?.getBoundingClientRect().width ?? 0;

function put(edge: Edge, handle: HTMLElement, width: number): void {
  const kept = Math.round(Math.max(edge.least, Math.min(innerWidth * edge.most, width)));
  document.documentElement.style.setProperty(`--${edge.name}`, `${kept}px`);
  localStorage.setItem(edge.name, String(kept));
  tell(edge, handle);
}

function reset(edge: Edge, handle: HTMLElement): void {
  document.documentElement.style.removeProperty(`--${edge.name}`);
  localStorage.removeItem(edge.name);
  tell(edge, handle);
}

function tell(edge: Edge, handle: HTMLElement): void {
  handle.ariaValueNow = String(Math.round(widthOf(edge)));
  handle.ariaValueMin = String(edge.least);
  handle.ariaValueMax = String(Math.round(innerWidth * edge.most));
}

function drag(edge: Edge, handle: HTMLElement, event: PointerEvent): void {
  const [start, width] = [event.clientX, widthOf(edge)];
  const follow = (moved: PointerEvent) => put(edge, handle, width + edge.from * (moved.clientX - start));
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", follow), { once: true });
}

function pressed(edge: Edge, handle: HTMLElement, event: KeyboardEvent): void {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!way && event.key !== "Home") return;
  event.preventDefault();
  if (way) put(edge, handle, widthOf(edge) + edge.from * way * STEP);
  else reset(edge, handle);
}

function made(edge: Edge): HTMLElement {
  const handle = document.createElement("div");
  handle.className = `edge edge-${edge.name}`;
  handle.role = "separator";
  handle.tabIndex = 0;
  handle.ariaOrientation = "vertical";
  handle.ariaLabel = edge.label;
  handle.title = `${edge.label}: drag, or arrow keys; Home as it was`;
  handle.addEventListener("pointerdown", (event) => drag(edge, handle, event));
  handle.addEventListener("keydown", (event) => pressed(edge, handle, event));
  handle.addEventListener("dblclick", () => reset(edge, handle));
  handle.addEventListener("focus", () => tell(edge, handle));
  tell(edge, handle);
  return handle;
}

export function startWidths(): void {
  document.querySelector(".desk")?.append(...EDGES.map(made));
}
