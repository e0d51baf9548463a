import htmx from "htmx.org";
import { hold, release } from "./keys";
import { focusNamed, remember, settle } from "./list";

const PATH = "/tickets/";

let turn = 0;

const list = () => document.querySelector<HTMLElement>(".desk > #list");

/** From one list to another the frame stays, and only the list is fetched. Whatever goes wrong on the way, the browser
 * goes there itself. */
async function go(url: URL): Promise<void> {
  const mine = ++turn;
  hold();
  const patience = window.setTimeout(() => list()?.setAttribute("aria-busy", "true"), 150);
  const html = await fragment(url).catch(() => "");
  clearTimeout(patience);
  if (mine !== turn) return;
  if (!html || !shown(html, url)) return location.assign(url);
  release();
}

async function fragment(url: URL): Promise<string> {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  return answer.ok && !answer.redirected ? answer.text() : "";
}

function shown(html: string, url: URL): boolean {
  const [old, desk] = [list(), document.querySelector(".desk")];
  const made = document.createRange().createContextualFragment(html).querySelector<HTMLElement>("#list");
  if (!old || !desk || !made) return false;
  if (desk.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
  old.replaceWith(made);
  closeTicket(desk);
  if (!history.state?.htmx) history.replaceState({ htmx: true }, "", location.href);
  history.pushState({ htmx: true }, "", url);
  document.title = made.dataset.title ?? document.title;
  point(url);
  htmx.process(made);
  remember();
  settle();
  document.dispatchEvent(new CustomEvent("desk:list"));
  made.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
  arrive(made);
  return true;
}

/** As after a visit: what was refused before is gone, and reading begins at the name of the list, or at the row named. */
function arrive(made: HTMLElement): void {
  document.getElementById("refused")?.replaceChildren();
  const name = made.querySelector<HTMLElement>("#list-title");
  if (name) name.tabIndex = -1;
  name?.focus({ preventScroll: true });
  focusNamed();
}

function closeTicket(desk: Element): void {
  const closed = document.createElement("section");
  closed.id = "ticket";
  closed.hidden = true;
  document.getElementById("ticket")?.replaceWith(closed);
  desk.removeAttribute("data-split");
}

/** A place on this very page is none. */
const isList = (link: HTMLAnchorElement) =>
  link.origin === location.origin && link.pathname === PATH && !link.target && !link.getAttribute("href")?.startsWith("#");

/** The rail says where one is. */
function point(url: URL): void {
  const mine = url.searchParams.get("owner") === "me";
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#rail a")) {
    const here = isList(link) && (new URLSearchParams(link.search).get("owner") === "me") === mine;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function clicked(event: MouseEvent): void {
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href]");
  const plain = !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || !list() || !isList(link)) return;
  event.preventDefault();
  void go(new URL(link.href));
}

function submitted(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== "get" || !form.closest("#list") || new URL(form.action).pathname !== PATH) return;
  event.preventDefault();
  const said = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  void go(new URL(`${PATH}?${new URLSearchParams(said)}`, location.href));
}

export function startGoing(root: HTMLElement): void {
  root.addEventListener("click", clicked);
  root.addEventListener("submit", submitted);
}
