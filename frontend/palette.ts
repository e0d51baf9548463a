import { onCommand } from "./keys";

const PAUSE = 90;
const MOST = 6;

interface Target { label: string; hint: string; url: string }
interface Group { name: string; targets: Target[] }
interface Choice { label: string; hint: string; go: () => void }

let dialog: HTMLDialogElement | null = null;
let choices: Choice[] = [];
let chosen = 0;
let asking = 0;
let turn = 0;

const part = <T extends HTMLElement>(selector: string) => dialog?.querySelector<T>(selector) as T;
const field = () => part<HTMLInputElement>("input");

function make(name: string, attributes: Record<string, string>, ...inside: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function build(): HTMLDialogElement {
  const input = make("input", {
    class: "input palette-field", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list",
    "aria-autocomplete": "list", "aria-label": "Anything, by name", placeholder: "Tickets, people, views, pages, commands", autocomplete: "off", spellcheck: "false",
  });
  const list = make("div", { id: "palette-list", role: "listbox", "aria-label": "Where to" });
  const said = make("p", { class: "palette-said", role: "status" });
  const made = make("dialog", { id: "palette", class: "palette", "aria-label": "Palette" }, input, list, said) as HTMLDialogElement;
  document.body.append(made);
  input.addEventListener("input", soon);
  made.addEventListener("keydown", pressed);
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close();
    const option = (event.target as HTMLElement).closest<HTMLElement>("[role=option]");
    if (option) take(Number(option.dataset.at));
  });
  return made;
}

/** What the page itself offers: whatever has a key or is a move of the ticket. */
function commands(text: string): Choice[] {
  const found = new Map<string, Choice>();
  const own = ["#ticket", "main:not(:has(#ticket))", "body"].flatMap((place) => [
    ...document.querySelectorAll<HTMLElement>(`${place} :is([data-hotkey], .more a)`),
  ]);
  for (const element of own) {
    if (element.closest("[hidden], dialog") || element.matches("input:not([type=radio])")) continue;
    const label = nameOf(element);
    if (label && label.toLowerCase().includes(text.toLowerCase()) && !found.has(label)) {
      found.set(label, { label, hint: element.dataset.hotkey?.replace("Control+", "Ctrl ") ?? "", go: () => element.click() });
    }
  }
  return [...found.values()].slice(0, text ? 2 * MOST : MOST);
}

function nameOf(element: HTMLElement): string {
  const from = (element.closest("label") ?? element).cloneNode(true) as HTMLElement;
  for (const each of from.querySelectorAll("kbd, svg, .rail-count")) each.remove();
  return from.textContent?.trim().replace(/\s+/g, " ") ?? "";
}

function shown(groups: Group[], text: string): void {
  const go = (url: string) => () => location.assign(url);
  const parts: { name: string; choices: Choice[] }[] = groups.map((group) => ({
    name: group.name, choices: group.targets.map((one) => ({ label: one.label, hint: one.hint, go: go(one.url) })),
  }));
  parts.push({ name: "On this page", choices: commands(text) });
  if (text) parts.push({ name: "Search", choices: [{ label: `Search for “${text}”`, hint: "", go: go(`/search?q=${encodeURIComponent(text)}`) }] });
  choices = [];
  part("[role=listbox]").replaceChildren(...parts.filter((one) => one.choices.length).map((one, at) => groupOf(one, at)));
  choose(0);
}

function groupOf(group: { name: string; choices: Choice[] }, number: number): HTMLElement {
  const head = make("span", { id: `palette-group-${number}` }, group.name);
  const options = group.choices.map((one) => {
    const at = choices.push(one) - 1;
    const option = make("div", { id: `palette-${at}`, role: "option", "aria-selected": "false" }, make("bdi", {}, one.label), make("span", {}, one.hint));
    option.dataset.at = String(at);
    return option;
  });
  return make("div", { role: "group", "aria-labelledby": head.id }, head, ...options);
}

function choose(at: number): void {
  chosen = choices.length ? (at + choices.length) % choices.length : 0;
  for (const option of dialog?.querySelectorAll<HTMLElement>("[role=option]") ?? []) {
    const on = Number(option.dataset.at) === chosen;
    option.setAttribute("aria-selected", String(on));
    if (on) option.scrollIntoView({ block: "nearest" });
  }
  field().setAttribute("aria-activedescendant", choices.length ? `palette-${chosen}` : "");
}

function take(at: number): void {
  const choice = choices[at];
  if (!choice) return;
  dialog?.close();
  choice.go();
}

function soon(): void {
  clearTimeout(asking);
  asking = window.setTimeout(() => void ask(), PAUSE);
}

async function ask(): Promise<void> {
  clearTimeout(asking);
  asking = 0;
  const text = field().value.trim();
  const mine = ++turn;
  try {
    const answer = await fetch(`/find?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const { groups } = (await answer.json()) as { groups: Group[] };
    if (mine !== turn) return;
    say(groups.length ? "" : text ? `Nothing is called “${text}”.` : "");
    shown(groups, text);
  } catch {
    if (mine !== turn) return;
    say("The desk does not answer. What this page itself offers is below.");
    shown([], text);
  }
}

function say(words: string): void {
  part(".palette-said").textContent = words;
}

/** Enter goes where the words lead, also when they were typed faster than the desk answers. */
async function enter(): Promise<void> {
  if (asking) await ask();
  take(chosen);
}

function pressed(event: KeyboardEvent): void {
  const act = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: () => void enter() }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function open(): void {
  dialog ??= build();
  if (dialog.open) return dialog.close();
  if (document.querySelector("dialog[open]")) return;
  field().value = "";
  dialog.showModal();
  shown([], "");
  void ask();
}

export function startPalette(root: HTMLElement): void {
  if (!root.dataset.person) return;
  onCommand("palette", open);
  if (document.getElementById("bar-q")) onCommand("search", open);
}
