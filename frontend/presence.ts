const BEAT = 15_000;
const AWAY_BEAT = 60_000;
const TOGETHER = 200;
const SPREAD = 800;
const TYPED = 20_000;
const IDLE = 3 * 60_000;
const MOST = 100;

interface Present { name: string; state: "viewing" | "writing" | "away"; initials: string; hue: number; seconds: number }
interface Told { tickets: Record<string, Present[]> }

const page = crypto.randomUUID();
const there = new Map<string, Present[]>();
let typed = -Infinity;
let moved = Date.now();
let said = "";
let beating = 0;
let asking = 0;
let again = 0;
let lastBeat = 0;
let leaving = false;
const asked = new Set<string>();

const places = () => [...document.querySelectorAll<HTMLElement>("[data-here]")];
const ticket = () => document.getElementById("ticket")?.dataset.ticket ?? "";
const token = () => document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
const words = { viewing: "is looking", writing: "is writing", away: "is away" };

function stateNow(): Present["state"] {
  if (document.hidden || Date.now() - moved > IDLE) return "away";
  return Date.now() - typed < TYPED ? "writing" : "viewing";
}

function mark(one: Present, whole: boolean): HTMLElement {
  const made = document.createElement("span");
  made.className = `here-one here-${one.state}`;
  made.title = `${one.name} ${words[one.state]}`;
  const face = document.createElement("span");
  face.className = `person person-${one.hue}`;
  face.ariaHidden = "true";
  face.textContent = one.initials;
  const text = document.createElement("span");
  text.className = whole || one.state === "writing" ? "here-text" : "unseen";
  const name = document.createElement("bdi");
  name.textContent = one.name;
  text.append(name, ` ${words[one.state]}`);
  made.append(face, text);
  return made;
}

/** Whoever is away is named on the ticket's page alone: a list says who is on it now. */
function show(): void {
  for (const place of places()) {
    const whole = place.hasAttribute("data-here-whole");
    const people = (there.get(place.dataset.here ?? "") ?? []).filter((one) => whole || one.state !== "away");
    const now = people.map((one) => `${one.name}\n${one.state}`).join("\n\n");
    if ((place.dataset.shown ?? "") === now && place.childElementCount === people.length) continue;
    place.dataset.shown = now;
    place.replaceChildren(...people.map((one) => mark(one, whole)));
  }
}

function learn(told: Told): void {
  for (const [pk, people] of Object.entries(told.tickets)) {
    if (people.length) there.set(pk, people);
    else there.delete(pk);
  }
  show();
  lookAgain();
}

/** Whoever vanished without a word is asked after when their time is over. */
function lookAgain(): void {
  clearTimeout(again);
  const ends = [...there.values()].flat().map((one) => one.seconds);
  if (ends.length) again = window.setTimeout(ask, (Math.min(...ends) + 1) * 1000 + Math.random() * SPREAD);
}

async function ask(): Promise<void> {
  const ids = [...new Set(places().map((place) => place.dataset.here ?? ""))].filter(Boolean).slice(0, MOST);
  if (!ids.length || document.hidden) return;
  const answer = await fetch(`/tickets/presence?ids=${ids.join("-")}`).catch(() => null);
  if (answer?.ok && !answer.redirected) learn((await answer.json()) as Told);
}

function askSoon(): void {
  if (asking) return;
  asking = window.setTimeout(() => {
    asking = 0;
    void ask();
  }, TOGETHER + Math.random() * SPREAD);
}

async function send(pk: string, state: string): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ state, page, csrfmiddlewaretoken: token() })) body.set(name, value);
  const answer = await fetch(`/tickets/${pk}/presence`, { method: "POST", body, keepalive: true }).catch(() => null);
  if (answer?.ok && state !== "gone" && !answer.redirected) learn((await answer.json()) as Told);
}

/** Said at once when it changes, and again before it would be forgotten. */
function beat(): void {
  if (leaving) return;
  const pk = ticket();
  const [before, was] = said.split(" ");
  if (before && before !== pk) void send(before, "gone");
  clearTimeout(beating);
  said = "";
  if (!pk || !document.querySelector("[data-here-whole]")) return;
  const state = stateNow();
  said = `${pk} ${state}`;
  if (before !== pk || was !== state || due()) {
    lastBeat = Date.now();
    void send(pk, state);
  }
  beating = window.setTimeout(beat, state === "away" ? AWAY_BEAT : BEAT / 3);
}

const due = () => Date.now() - lastBeat >= (stateNow() === "away" ? AWAY_BEAT : BEAT) - 500;

function stir(): void {
  const was = stateNow();
  moved = Date.now();
  if (was !== stateNow()) beat();
}

export function startPresence(root: HTMLElement): void {
  if (!root.dataset.person) return;
  document.addEventListener("desk:here", askSoon);
  document.addEventListener("visibilitychange", () => {
    beat();
    if (!document.hidden) askSoon();
  });
  root.addEventListener("input", (event) => {
    if (!(event.target as HTMLElement).closest(".composer")) return;
    const was = stateNow();
    typed = moved = Date.now();
    if (was !== "writing") beat();
  });
  for (const name of ["pointermove", "keydown", "scroll"]) root.addEventListener(name, stir, { passive: true, capture: true });
  root.addEventListener("htmx:after:swap", () => {
    show();
    if (ticket() !== said.split(" ")[0]) beat();
    look();
  });
  addEventListener("pagehide", () => {
    leaving = true;
    const [pk] = said.split(" ");
    if (pk) void send(pk, "gone");
    said = "";
  });
  addEventListener("pageshow", () => {
    leaving = false;
    beat();
  });
  look();
  beat();
}

/** What came onto the page since is asked after. */
function look(): void {
  const fresh = places().map((place) => place.dataset.here ?? "").filter((pk) => pk && !asked.has(pk));
  for (const pk of fresh) asked.add(pk);
  if (fresh.length) askSoon();
}
