import htmx from "htmx.org";
import { keysAct, typing } from "./keys";

const board = () => document.getElementById("kanban");
const cards = (column: Element) => [...column.querySelectorAll<HTMLElement>("[data-card]")];
const link = (card: Element | undefined) => card?.querySelector<HTMLAnchorElement>("a");
let dragged: HTMLElement | null = null;

/** What the menu of a card offers is what it may do: a drag presses the same button. */
function way(card: Element, column: HTMLElement): HTMLElement | null {
  return card.querySelector<HTMLElement>(`[data-to="${column.dataset.column}"]`);
}

const columnOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>("[data-column]");

function drag(event: DragEvent): void {
  dragged = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
  if (!dragged || !event.dataTransfer) return;
  event.dataTransfer.effectAllowed = "move";
  for (const column of document.querySelectorAll<HTMLElement>("[data-column]")) {
    column.classList.toggle("kanban-open", way(dragged, column) !== null);
  }
}

function over(event: DragEvent): void {
  const column = columnOf(event);
  if (column && dragged && way(dragged, column)) event.preventDefault();
}

function drop(event: DragEvent): void {
  const column = columnOf(event);
  const button = column && dragged ? way(dragged, column) : null;
  if (!button) return;
  event.preventDefault();
  button.click();
}

function end(): void {
  dragged = null;
  for (const column of document.querySelectorAll(".kanban-open")) column.classList.remove("kanban-open");
}

function neighbour(card: HTMLElement, key: string): HTMLElement | undefined {
  const columns = [...document.querySelectorAll("[data-column]")].filter((column) => cards(column).length);
  const at = columns.findIndex((column) => column.contains(card));
  const place = cards(columns[at]).indexOf(card);
  if (key === "ArrowDown") return cards(columns[at])[place + 1];
  if (key === "ArrowUp") return cards(columns[at])[place - 1];
  const beside = columns[at + (key === "ArrowRight" ? 1 : -1)];
  return beside ? cards(beside)[Math.min(place, cards(beside).length - 1)] : undefined;
}

function pressed(event: KeyboardEvent): void {
  const card = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
  if (!card || !keysAct() || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = card.querySelector<HTMLDetailsElement>("details");
  if (event.key === "m" && menu) {
    menu.open = true;
    menu.querySelector<HTMLElement>("[data-to]")?.focus();
  } else if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    link(card)?.focus();
  } else if (event.key.startsWith("Arrow")) {
    link(neighbour(card, event.key))?.focus();
  } else return;
  event.preventDefault();
}

/** After a dialogue the board is another. */
async function again(): Promise<void> {
  const place = board();
  if (place) await htmx.ajax("GET", place.dataset.url ?? "", { target: "#kanban", swap: "outerHTML" });
}

export function startKanban(root: HTMLElement): void {
  if (!board()) return;
  root.addEventListener("dragstart", drag);
  root.addEventListener("dragover", over);
  root.addEventListener("drop", drop);
  root.addEventListener("dragend", end);
  root.addEventListener("keydown", pressed);
  root.addEventListener("said", () => again());
}
