/** One place for all keys: what was pressed becomes a command by the person's own keys; a handler or an element answers. */

const OFF = "keys-off";
const PAUSE = 1_500;
const PATIENCE = 2_500;

type Handler = () => boolean | void;
type Listener = (stroke: string) => boolean;

const handlers = new Map<string, Handler[]>();
const first: Listener[] = [];
const waiting: string[] = [];
let own: Record<string, string> = {};
let begun = "";
let forget = 0;
let held = 0;

export const keysAct = () => localStorage.getItem(OFF) === null;
export const keyOf = (command: string) => own[command] ?? "";

/** `act` answers a command wherever the page is; when it answers false, another one or an element may. */
export function onCommand(command: string, act: Handler): void {
  handlers.set(command, [...(handlers.get(command) ?? []), act]);
}

/** Asked before all commands: a selection gives some keys another meaning. */
export function onStroke(listener: Listener): void {
  first.push(listener);
}

export function strokeOf(event: KeyboardEvent): string {
  return `${event.ctrlKey || event.metaKey ? "Control+" : ""}${event.key}`;
}

export function typing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.closest("input, textarea, select, dialog[open]") !== null || target.isContentEditable;
}

function shown(element: HTMLElement): boolean {
  return element.closest("[hidden], dialog:not([open])") === null;
}

function elementOf(keys: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>("[data-hotkey]")];
  return all.filter((each) => each.dataset.hotkey === keys && shown(each)).sort((a, b) => rank(a) - rank(b))[0];
}

/** What was just said before the open ticket, and that before the list beside it. */
const rank = (element: HTMLElement) => (element.closest("dialog[open], .message") ? 0 : element.closest("#ticket") ? 1 : 2);

function fire(element: HTMLElement): void {
  if (element.matches("input:not([type=radio]), textarea")) return element.focus();
  if (element.hasAttribute("hx-get")) hold();
  element.click();
}

/** Until the dialogue or the list stands that was asked for, what is typed is meant for it. */
export function hold(): void {
  clearTimeout(held);
  held = window.setTimeout(release, PATIENCE);
}

export function release(): void {
  clearTimeout(held);
  held = 0;
  replay(waiting.splice(0));
}

function known(keys: string): boolean {
  if (Object.values(own).includes(keys)) return true;
  return elementOf(keys) !== undefined;
}

const begins = (keys: string) => Object.values(own).some((each) => each.startsWith(`${keys} `));

function act(keys: string): boolean {
  for (const [command, said] of Object.entries(own)) {
    if (said === keys && handlers.get(command)?.some((each) => each() !== false)) return true;
  }
  const element = elementOf(keys);
  if (element) fire(element);
  return element !== undefined;
}

/** True when the stroke was ours. */
function take(stroke: string): boolean {
  clearTimeout(forget);
  const keys = begun ? `${begun} ${stroke}` : stroke;
  begun = "";
  if (!keys.includes(" ") && first.some((each) => each(stroke))) return true;
  if (known(keys) && act(keys)) return true;
  if (!begins(keys)) return false;
  begun = keys;
  forget = window.setTimeout(() => (begun = ""), PAUSE);
  return true;
}

function allowed(event: KeyboardEvent): boolean {
  if (event.altKey || event.isComposing || ["Shift", "Control", "Meta", "Alt"].includes(event.key)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  const box = (event.target as HTMLElement).matches?.("input[type=checkbox], input[type=radio]");
  return keysAct() && (!typing(event) || (box && !(event.target as HTMLElement).closest("dialog[open]"))) === true;
}

function pressed(event: KeyboardEvent): void {
  if (!allowed(event)) return;
  const stroke = strokeOf(event);
  if (held && (stroke.length === 1 || stroke === "Enter")) waiting.push(stroke);
  else if (!take(stroke)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What was pressed too early: commands as commands, and once a field has the focus, the rest of it as text. */
function replay(strokes: string[]): void {
  while (strokes.length) {
    const field = document.activeElement as HTMLInputElement | null;
    if (field?.matches("textarea, input:not([type=radio], [type=checkbox])")) return put(field, strokes.splice(0));
    if (document.querySelector("dialog[open]")) return;
    if (held) return void waiting.push(...strokes);
    const stroke = strokes.shift() ?? "";
    if (stroke === "Enter") field?.click();
    else if (keysAct() || stroke.includes("+")) take(stroke);
  }
}

function put(field: HTMLInputElement, strokes: string[]): void {
  const text = strokes.filter((stroke) => stroke.length === 1).join("");
  field.setRangeText(text, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function startKeys(root: HTMLElement): void {
  own = JSON.parse(root.dataset.keys ?? "{}") as Record<string, string>;
  root.addEventListener("htmx:after:swap", () =>
    setTimeout(() => {
      if (held && document.querySelector("dialog[open]")) release();
    }),
  );
}

/** Not before htmx has gone over the page, which it does a moment after its script ran: a link pressed earlier would
 * lead away from the page instead of opening its dialogue. What was pressed until now comes first. */
export function listenToKeys(): void {
  const before = (globalThis as { keysBefore?: () => string[] }).keysBefore?.() ?? [];
  document.addEventListener("keydown", pressed, { capture: true });
  replay(before);
}

export function startKeySwitch(): void {
  const box = document.querySelector<HTMLInputElement>("[data-keys-on]");
  if (!box) return;
  box.checked = keysAct();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}
