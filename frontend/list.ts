import { keysAct, typing } from "./keys";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-row]")];
const link = (row: HTMLElement | undefined) => row?.querySelector<HTMLAnchorElement>("[data-open]");
const wide = () => matchMedia("(min-width: 1280px)").matches;

function current(all: HTMLElement[]): number {
  const focused = document.activeElement?.closest("[data-row]");
  const at = all.findIndex((row) => row === focused);
  return at >= 0 ? at : all.findIndex((row) => row.classList.contains("row-open"));
}

function move(step: number): void {
  const all = rows();
  if (!all.length) return;
  const at = current(all);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step));
  link(all[next])?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
}

function select(): void {
  const all = rows();
  const box = all[current(all)]?.querySelector<HTMLInputElement>("[data-select]");
  if (box) box.click();
}

/** On a list `a` takes the ticket under the cursor; on a ticket's page its own button has the key. */
function take(): void {
  const all = rows();
  all[current(all)]?.querySelector<HTMLFormElement>("[data-take]")?.requestSubmit();
}

function pressed(event: KeyboardEvent): void {
  if (!keysAct() || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { j: () => move(1), k: () => move(-1), x: select, a: take }[event.key];
  if (!act || (event.key === "a" && document.querySelector("[data-ticket]"))) return;
  event.preventDefault();
  act();
}

function clicked(event: MouseEvent): void {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>("[data-row]");
  if (!row || target.closest("a, button, input, label, form") || event.ctrlKey || event.metaKey) return;
  if (!getSelection()?.toString()) link(row)?.click();
}

function opened(event: Event): void {
  const source = (event.target as HTMLElement).closest?.("[data-open]");
  if (!source) return;
  for (const row of rows()) row.classList.toggle("row-open", row.contains(source));
}

export function startList(root: HTMLElement): void {
  document.addEventListener("keydown", pressed);
  root.addEventListener("click", clicked);
  root.addEventListener("htmx:before:request", (event) => {
    const source = (event.target as HTMLElement).closest?.("[data-open]");
    if (source && !wide()) {
      event.preventDefault();
      location.href = (source as HTMLAnchorElement).href;
    }
  });
  root.addEventListener("htmx:after:request", opened);
}
