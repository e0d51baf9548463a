const PAUSE = 120;
const BEFORE = /(^|\n|\s)\/([\p{L}\p{N} ._-]{0,40})$/u;

let box: HTMLElement | null = null;
let field: HTMLTextAreaElement | null = null;
let audience = "";
let timer = 0;
let asked = 0;
let left = "";

const begun = (at: HTMLTextAreaElement) => BEFORE.exec(at.value.slice(0, at.selectionStart))?.[2] ?? null;
const mode = (at: HTMLTextAreaElement) => at.form?.querySelector<HTMLInputElement>("[name=kind]:checked")?.value ?? "reply";
const options = () => [...(box?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
const chosen = () => box?.querySelector<HTMLElement>('[aria-selected="true"]') ?? null;

function close(): void {
  clearTimeout(timer);
  asked++;
  box?.remove();
  box = null;
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
}

function mark(item: HTMLElement | undefined): void {
  for (const one of options()) one.setAttribute("aria-selected", String(one === item));
  if (!item || !field) return;
  field.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

function step(by: number): void {
  const items = options();
  if (!items.length) return;
  const at = items.findIndex((one) => one.getAttribute("aria-selected") === "true");
  mark(items[(at + by + items.length) % items.length]);
}

/** Another audience has another set, and never both stand together. */
function turn(by: number): void {
  const tabs = [...(box?.querySelectorAll<HTMLElement>("[data-audience]") ?? [])];
  if (!tabs.length || !field) return;
  const at = tabs.findIndex((one) => one.hasAttribute("aria-current"));
  audience = tabs[(at + by + tabs.length) % tabs.length].dataset.audience ?? "";
  void load(field, begun(field) ?? "");
}

async function load(at: HTMLTextAreaElement, text: string): Promise<void> {
  const mine = ++asked;
  const query = new URLSearchParams({ q: text.trim(), kind: mode(at), audience });
  const answer = await fetch(`${at.dataset.macros}?${query}`, { headers: { "X-Picker": "1" } });
  if (!answer.ok || mine !== asked || begun(at) === null) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = page.querySelector<HTMLElement>("#macro-picker");
  if (!made || mine !== asked) return;
  if (text.trim() && !made.querySelector("[data-macro]")) return close();
  box?.remove();
  box = document.importNode(made, true);
  field = at;
  at.after(box);
  at.setAttribute("aria-controls", "macro-list");
  mark(options().find((one) => one.dataset.macro));
}

/** What stands before the caret since the slash gives way to the text, as it will be sent. */
function take(): void {
  const item = chosen();
  if (!item?.dataset.macro || !field || item.dataset.lacks) return;
  const end = field.selectionStart;
  const start = end - (begun(field)?.length ?? 0) - 1;
  field.setRangeText(item.dataset.body ?? "", start, end, "end");
  carry(field, item.dataset.macro, item.dataset.does ?? "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  left = "";
  close();
}

/** What it does besides goes with the text, and is said below it. */
function carry(at: HTMLTextAreaElement, macro: string, does: string): void {
  const form = at.form;
  const input = form?.querySelector<HTMLInputElement>("[name=macro]");
  const place = form?.querySelector<HTMLElement>("[data-macro-with]");
  const words = form?.querySelector<HTMLElement>("[data-macro-does]");
  if (input) input.value = macro;
  if (words) words.textContent = does ? `With it: ${does}` : "";
  if (place) place.hidden = !does;
}

function look(at: HTMLTextAreaElement): void {
  clearTimeout(timer);
  const text = begun(at);
  if (text === null || at.value.slice(0, at.selectionStart) === left) return close();
  if (!box) audience = "";
  timer = window.setTimeout(() => void load(at, text), PAUSE);
}

function leave(): void {
  left = field?.value.slice(0, field.selectionStart) ?? "";
  close();
}

function key(event: KeyboardEvent): void {
  if (!box || event.target !== field || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
    Enter: take,
    Tab: take,
    Escape: leave,
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** From the button: as if a slash had been typed at the caret. */
function open(id: string): boolean {
  const at = document.getElementById(id) as HTMLTextAreaElement | null;
  if (!at?.dataset.macros) return false;
  at.focus();
  const before = at.value.slice(0, at.selectionStart);
  left = "";
  at.setRangeText(before && !/\s$/.test(before) ? " /" : "/", at.selectionStart, at.selectionEnd, "end");
  at.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

export function startMacros(root: HTMLElement): void {
  root.addEventListener("input", (event) => {
    const target = event.target as HTMLElement;
    if (target instanceof HTMLTextAreaElement && target.dataset.macros) look(target);
  });
  root.addEventListener("keydown", key, { capture: true });
  root.addEventListener("pointerdown", (event) => {
    const target = event.target as HTMLElement;
    const item = target.closest<HTMLElement>("#macro-picker [data-macro]");
    const tab = target.closest<HTMLElement>("#macro-picker [data-audience]");
    if (!item && !tab) return;
    event.preventDefault();
    if (item) {
      mark(item);
      take();
    } else if (tab && field) {
      audience = tab.dataset.audience ?? "";
      void load(field, begun(field) ?? "");
    }
  });
  root.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const opener = target.closest<HTMLElement>("[data-macro-open]");
    if (opener && open(opener.dataset.macroOpen ?? "")) event.preventDefault();
    const drop = target.closest<HTMLElement>("[data-macro-drop]");
    const at = drop?.closest("form")?.querySelector<HTMLTextAreaElement>("[data-macros]");
    if (at) {
      carry(at, "", "");
      at.dispatchEvent(new Event("input", { bubbles: true }));
      at.focus();
    }
  });
  root.addEventListener("focusout", () => window.setTimeout(() => {
    if (box && document.activeElement !== field) close();
  }));
}
