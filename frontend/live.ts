import htmx from "htmx.org";

const POLL = 30_000;
const TOGETHER = 150;
const REST = 5_000;
const SPREAD = 800;
const PATIENCE = 5_000;
const LATER = 800;
const SILENCE = 50_000;
const LIFE = 12 * 60_000;

const heard = new Set<string>();
let soon = 0;
let later = 0;
let looked = 0;
let polling = 0;
let watching = 0;
let renewing = 0;
let missed = false;
let stream: EventSource | null = null;
let address = "";
const signed = new Map<string, { url: string; at: number }>();

function refetch(part: HTMLElement, url: string): Promise<unknown> {
  return htmx.ajax("GET", url, { source: part, target: part, swap: "outerMorph" });
}

function refetchRow(row: HTMLElement): void {
  refetch(row, `/tickets/${row.dataset.row}/row`);
}

/** Fifty open queues show one row: each asks at a moment of its own, so that nobody else waits behind them all. */
function followInList(id: string): void {
  if (!document.getElementById(id)) return;
  window.setTimeout(() => {
    const row = document.getElementById(id);
    if (row) refetchRow(row);
  }, Math.random() * SPREAD);
}

function changed(): void {
  for (const name of heard) {
    for (const part of document.querySelectorAll<HTMLElement>(`[data-live="${CSS.escape(name)}"]`)) {
      void refetch(part, part.dataset.url ?? "");
    }
    followInList(name.replace("ticket-", "row-"));
  }
  heard.clear();
}

/** What was missed while nothing was heard: all rows of the page in one request, each page at a moment of its own. */
function followAll(): void {
  const ids = [...document.querySelectorAll<HTMLElement>("li[data-row]")].map((row) => row.dataset.row);
  if (ids.length) htmx.ajax("GET", `/tickets/rows?ids=${ids.join("-")}`, { source: document.body, swap: "none" });
}

/** A row follows within a second; who belongs on a list is asked at most every five seconds, each page at a moment of its own. */
function hear(name: string): void {
  const [thing, what] = name.split("/");
  if (what) return void document.dispatchEvent(new CustomEvent(`desk:${what}`, { detail: thing.replace("ticket-", "") }));
  if (name === "ticket") return hearOfList();
  heard.add(name);
  if (soon) return;
  soon = window.setTimeout(() => {
    soon = 0;
    changed();
  }, TOGETHER);
}

function hearOfList(): void {
  if (later) return;
  const rest = Math.max(0, looked + REST - Date.now());
  later = window.setTimeout(() => {
    later = 0;
    looked = Date.now();
    for (const part of document.querySelectorAll<HTMLElement>('[data-live="ticket"]')) refetch(part, part.dataset.url ?? "");
  }, rest + Math.random() * SPREAD);
}

function poll(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) refetch(part, part.dataset.url ?? "");
}

/** What happened between the page and the first word of its stream stands in the conversation. Only where it does, what
 * hears the same name is asked for as well: a ticket that was just opened has just been read. */
async function catchUp(): Promise<void> {
  const talk = document.querySelector<HTMLElement>("#ticket .talk[data-live]");
  const all = [...document.querySelectorAll<HTMLElement>("[data-live]")];
  const same = all.filter((part) => part !== talk && part.dataset.live === talk?.dataset.live);
  for (const part of all) if (part !== talk && !same.includes(part)) void refetch(part, part.dataset.url ?? "");
  if (!talk) return;
  const before = newest();
  await refetch(talk, talk.dataset.url ?? "");
  if (newest() !== before) for (const part of same) if (part.isConnected) void refetch(part, part.dataset.url ?? "");
}

const newest = () => document.querySelector<HTMLElement>("#ticket .talk [data-newest]")?.dataset.newest;

function banner(text: string): void {
  const place = document.getElementById("banner");
  if (!place) return;
  place.hidden = !text;
  place.textContent = text;
}

function down(): void {
  if (polling) return;
  banner("Live updates are interrupted. The page looks for changes every half minute.");
  missed = true;
  polling = window.setInterval(() => {
    poll();
    followAll();
  }, POLL);
}

/** A frozen stream tells no error, it is silent; one that works says so every twenty seconds. */
function watch(patience: number): void {
  clearTimeout(watching);
  watching = window.setTimeout(down, patience);
}

function here(): void {
  if (polling) up();
  else watch(SILENCE);
}

/** From now on nothing is missed; what happened between the page and this moment is asked for once. */
function up(): void {
  clearInterval(polling);
  polling = 0;
  banner("");
  watch(SILENCE);
  if (!missed) return void catchUp();
  missed = false;
  poll();
  window.setTimeout(followAll, Math.random() * SPREAD);
}

function wanted(): string {
  const parts = ["list", "ticket", "operation", "what-if", "incident"].map((id) => document.getElementById(id)?.dataset.stream).filter(Boolean) as string[];
  const [first, ...rest] = parts;
  if (!first) return "";
  return rest.reduce((url, part) => `${url}${url.includes("?") ? "&" : "?"}also=${part.split("/").pop()}`, first);
}

function close(): void {
  clearTimeout(watching);
  clearTimeout(renewing);
  stream?.close();
  stream = null;
  address = "";
}

/** An address is good for a quarter of an hour; whoever may still hear what it names gets a new one. */
async function addressOf(of: string): Promise<string> {
  const known = signed.get(of) ?? { url: of, at: Date.now() };
  signed.set(of, known);
  if (Date.now() - known.at < LIFE) return known.url;
  const url = new URL(of, location.href);
  const parts = [url.pathname.split("/").pop() ?? "", ...url.searchParams.getAll("also")];
  const answer = await fetch(`/streams?${new URLSearchParams(parts.map((part) => ["of", part]))}`);
  if (answer.redirected || answer.status === 404) return "";
  if (!answer.ok) throw new Error(String(answer.status));
  const told = (await answer.json()) as { address: string };
  signed.set(of, { url: told.address, at: Date.now() });
  return told.address;
}

/** The stream that stands goes on until the new one hears: nothing is missed in between. */
async function connect(of: string): Promise<void> {
  const url = await addressOf(of).catch(() => null);
  if (address !== of) return;
  if (url === "") return ended();
  if (url === null) return again(of);
  const next = new EventSource(url);
  if (!stream) stream = next;
  next.addEventListener("ready", () => {
    if (address !== of) return next.close();
    if (stream !== next) stream?.close();
    stream = next;
    renewing = window.setTimeout(() => void connect(of), LIFE);
    up();
  });
  next.addEventListener("here", here);
  next.onmessage = (event) => {
    here();
    hear(event.data as string);
  };
  next.onerror = () => {
    if (stream !== next) return next.close();
    down();
    if (next.readyState === EventSource.CLOSED) again(of);
  };
}

function again(of: string): void {
  down();
  stream?.close();
  stream = null;
  signed.set(of, { url: of, at: 0 });
  clearTimeout(renewing);
  renewing = window.setTimeout(() => {
    if (address === of) void connect(of);
  }, POLL);
}

function ended(): void {
  const of = address;
  close();
  address = of;
  clearInterval(polling);
  polling = 0;
  banner("Live updates have ended. Reload the page, and sign in again if you are asked to.");
}

/** The figures of the views come behind the list: with the first word of the stream, or without it. */
function askForFigures(): void {
  window.setTimeout(() => {
    const news = document.getElementById("news");
    if (news && document.querySelector("#views[data-later]")) refetch(news, news.dataset.url ?? "");
  }, LATER);
}

/** One stream per page, whatever stands on it; none while nobody looks. */
export function listen(): void {
  const of = document.hidden ? "" : wanted();
  if (of === address) return;
  close();
  if (!of) return;
  address = of;
  watch(PATIENCE);
  askForFigures();
  void connect(of);
}

interface Asked {
  ctx: { request: { method: string; action: string }; sourceElement: Element; asked?: number };
}

const live = ({ sourceElement: one }: Asked["ctx"]) => (one.matches("[data-live]") ? (one as HTMLElement) : null);

const rowOf = ({ sourceElement: one }: Asked["ctx"]) => (one.matches("li[data-row]") ? (one as HTMLElement) : null);

/** What was asked for before one's own change and answered after it may be older than the page: it is asked for again. */
function forgetTheOlder(): void {
  let changes = 0;
  document.addEventListener("htmx:before:request", (event) => {
    (event as CustomEvent<Asked>).detail.ctx.asked = changes;
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = (event as CustomEvent<Asked>).detail;
    if (ctx.request.method !== "GET") return void (changes += 1);
    if (ctx.asked === changes) return;
    const [part, row] = [live(ctx), rowOf(ctx)];
    if (part || row) event.preventDefault();
    if (part) refetch(part, part.dataset.url ?? "");
    if (row) refetchRow(row);
  });
}

/** Nothing moves under an open menu: what was asked for meanwhile is asked for again when it is closed. */
function waitForMenus(root: HTMLElement): void {
  const waiting = new Set<HTMLElement>();
  document.addEventListener("htmx:after:request", (event) => {
    const part = live((event as CustomEvent<Asked>).detail.ctx);
    if (!part?.closest("#ticket") || event.defaultPrevented || !document.querySelector("#ticket :popover-open")) return;
    event.preventDefault();
    waiting.add(part);
  });
  root.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "open") return;
    for (const part of waiting) if (part.isConnected) refetch(part, part.dataset.url ?? "");
    waiting.clear();
  }, { capture: true });
}

/** One's own change shows in the list at once. What the page replaced meanwhile tells the document alone. */
function followOwn(): void {
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = (event as CustomEvent<Asked>).detail;
    if (ctx.request.method === "GET") return;
    const named = /^\/tickets\/(\d+)\//.exec(new URL(ctx.request.action, location.href).pathname)?.[1];
    const open = document.getElementById("ticket")?.dataset.ticket;
    const rows = [named, open].map((pk) => document.getElementById(`row-${pk}`));
    for (const row of new Set(rows)) if (row) refetchRow(row);
  });
}

export function startLive(root: HTMLElement): void {
  forgetTheOlder();
  waitForMenus(root);
  followOwn();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) missed = true;
    else poll();
    listen();
  });
  addEventListener("pagehide", close);
}
