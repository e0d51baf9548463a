import { keyOf, onStroke } from "./keys";

const chosen = new Set<string>();
let anchor = "";

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[name="ticket"][form="selection"]')];
const form = () => document.getElementById("selection") as HTMLFormElement | null;
const rowOf = (box: Element) => box.closest<HTMLElement>("[data-row]");

/** What is ticked is kept here: a row that is fetched anew comes without its tick. */
function show(): void {
  const all = boxes();
  for (const box of all) {
    box.checked = chosen.has(box.value);
    rowOf(box)?.classList.toggle("row-selected", box.checked);
  }
  const bar = form();
  if (!bar) return;
  const count = all.filter((box) => box.checked).length;
  bar.hidden = count === 0;
  const said = bar.querySelector<HTMLElement>("[data-selected]");
  if (said) said.textContent = `${count} selected`;
  bar.querySelector<HTMLElement>("[data-select-none]")?.removeAttribute("hidden");
}

function tick(box: HTMLInputElement, on: boolean): void {
  if (on) chosen.add(box.value);
  else chosen.delete(box.value);
}

function range(to: HTMLInputElement): void {
  const all = boxes();
  const ends = [all.findIndex((box) => box.value === anchor), all.indexOf(to)].sort((a, b) => a - b);
  for (const box of all.slice(Math.max(0, ends[0]), ends[1] + 1)) tick(box, true);
}

function toggle(box: HTMLInputElement, whole: boolean, on: boolean): void {
  if (whole && anchor) range(box);
  else tick(box, on);
  anchor = box.value;
  show();
}

function current(): HTMLInputElement | undefined {
  const row = document.activeElement?.closest("[data-row]") ?? document.querySelector(".row-open");
  return row?.querySelector<HTMLInputElement>('input[name="ticket"]') ?? undefined;
}

function clear(): void {
  chosen.clear();
  anchor = "";
  show();
}

/** With a selection the keys speak of all of it; without one they are the row's own. */
function pressed(stroke: string): boolean {
  const range = stroke === keyOf("select-range");
  const box = range || stroke === keyOf("select") ? current() : undefined;
  const bar = form();
  const act = bar && !bar.hidden ? bar.querySelector<HTMLElement>(`[data-select-key="${CSS.escape(stroke)}"]`) : null;
  const none = stroke === "Escape" && chosen.size > 0;
  if (box) toggle(box, range, !box.checked);
  else if (act) act.click();
  else if (none) clear();
  return Boolean(box || act || none);
}

export function startSelection(root: HTMLElement): void {
  onStroke(pressed);
  root.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest("[data-select-none]")) clear();
    if (!target.matches('input[name="ticket"][form="selection"]')) return;
    const box = target as HTMLInputElement;
    toggle(box, event.shiftKey, box.checked);
  });
  root.addEventListener("htmx:after:swap", show);
  document.addEventListener("desk:list", clear);
  show();
}
