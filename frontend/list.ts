import htmx from "htmx.org";
import { onCommand } from "./keys";
import { listen } from "./live";

const QUERY = "list-query";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-row]")];
const link = (row: Element | null | undefined) => row?.querySelector<HTMLAnchorElement>("[data-open]");
const desk = () => document.querySelector<HTMLElement>(".desk");

export const wide = () => matchMedia("(min-width: 1280px)").matches;

function current(all: HTMLElement[]): number {
  const focused = document.activeElement?.closest("[data-row]");
  const at = all.findIndex((row) => row === focused);
  return at >= 0 ? at : all.findIndex((row) => row.classList.contains("row-open"));
}

function move(step: number): void {
  const all = rows();
  const at = current(all);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step));
  const beside = desk()?.hasAttribute("data-split") && !document.activeElement?.closest("[data-row]");
  link(all[next])?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
  if (beside) link(all[next])?.click();
}

/** On a list `a` takes the ticket under the cursor; on a ticket's page its own button has the key. */
async function take(row: HTMLElement | undefined): Promise<void> {
  const button = row?.querySelector<HTMLElement>("[data-take]");
  if (!row || !button) return;
  const values = { to: document.body.dataset.person ?? "", seen: row.dataset.version ?? "" };
  await htmx.ajax("POST", `/tickets/${row.dataset.row}/assignment`, { source: button, swap: "none", values });
}

function takeRow(): boolean {
  const row = rows()[current(rows())];
  if (!row || !document.activeElement?.closest("[data-row]")) return false;
  void take(row);
  return true;
}

/** The next one in the list, opened; where there is no list beside, the desk itself knows it. */
function next(): boolean {
  const open = document.querySelector<HTMLAnchorElement>("#ticket [data-next]");
  const all = rows();
  const at = all.findIndex((row) => row.dataset.row === document.getElementById("ticket")?.dataset.ticket);
  if (!open) return false;
  if (at >= 0 && all[at + 1]) link(all[at + 1])?.click();
  else location.href = `${open.href}&${sessionStorage.getItem(QUERY) ?? ""}`;
  return true;
}

/** What takes longer than one notices is seen to be on its way, in the shape that it will have. */
function onItsWay(): () => void {
  const ticket = document.getElementById("ticket");
  const alone = !desk()?.hasAttribute("data-split");
  const patience = window.setTimeout(() => {
    desk()?.setAttribute("data-split", "");
    ticket?.removeAttribute("hidden");
    ticket?.setAttribute("aria-busy", "true");
  }, 150);
  return () => {
    clearTimeout(patience);
    ticket?.removeAttribute("aria-busy");
    if (!ticket?.isConnected || !alone) return;
    ticket.hidden = true;
    desk()?.removeAttribute("data-split");
  };
}

/** Beside the list there is room for the ticket; where there is none, the link simply leads to its page. */
async function open(event: MouseEvent, opener: HTMLAnchorElement): Promise<void> {
  if (!wide() || !desk() || document.querySelector("#list table") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const arrived = onItsWay();
  await htmx.ajax("GET", opener.href, { target: "#ticket", swap: "outerHTML", push: opener.href });
  arrived();
  desk()?.setAttribute("data-split", "");
  settle();
}

export function settle(): void {
  const ticket = document.getElementById("ticket");
  for (const row of rows()) {
    const chosen = row.dataset.row === ticket?.dataset.ticket;
    row.classList.toggle("row-open", chosen);
    if (chosen) row.classList.remove("row-unread");
    row.querySelector<HTMLElement>("[data-take]")?.removeAttribute("hidden");
  }
  for (const back of document.querySelectorAll<HTMLAnchorElement>("[data-back]")) {
    back.href = `/tickets/?${sessionStorage.getItem(QUERY) ?? ""}${ticket?.dataset.ticket ? `#row-${ticket.dataset.ticket}` : ""}`;
  }
  if (ticket?.dataset.title) document.title = ticket.dataset.title;
  listen();
}

function clicked(event: MouseEvent): void {
  const target = event.target as HTMLElement;
  const opener = target.closest<HTMLAnchorElement>("[data-open]");
  if (opener) return void open(event, opener);
  const row = target.closest<HTMLElement>("[data-row]");
  if (target.closest("[data-take]") && row) return void take(row);
  if (!row || target.closest("a, button, input") || event.ctrlKey || event.metaKey) return;
  if (!getSelection()?.toString()) link(row)?.click();
}

/** A ticket's page on a wide screen gets the list it was opened from beside it: as rows, a table has no room there. */
async function beside(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-beside]");
  const query = new URLSearchParams(sessionStorage.getItem(QUERY) ?? "");
  query.delete("columns");
  if (!place || !wide()) return;
  await htmx.ajax("GET", `${place.dataset.beside}?${query}`, { target: "#list", swap: "outerHTML" });
  document.querySelector(".row-open")?.scrollIntoView({ block: "center" });
}

/** After the browser itself has gone to the fragment, which takes the focus away. */
export function focusNamed(): void {
  link(location.hash ? document.getElementById(location.hash.slice(1)) : null)?.focus();
}

/** The list that one works through, for the way back and for what comes next. */
export function remember(): void {
  const list = document.getElementById("list");
  if (list?.dataset.query !== undefined) sessionStorage.setItem(QUERY, list.dataset.query);
}

export function startList(root: HTMLElement): void {
  remember();
  onCommand("down", () => move(1));
  onCommand("up", () => move(-1));
  onCommand("take", takeRow);
  onCommand("next", next);
  root.addEventListener("click", clicked);
  root.addEventListener("htmx:after:swap", settle);
  addEventListener("load", () => setTimeout(focusNamed));
  settle();
  beside();
  matchMedia("(min-width: 1280px)").addEventListener("change", beside);
}
