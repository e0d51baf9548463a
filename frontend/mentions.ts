const PAUSE = 150;
const BEFORE = /(^|[\s(])@([\p{L}\p{N}._-]{1,40})$/u;

let box: HTMLElement | null = null;
let field: HTMLTextAreaElement | null = null;
let chosen = 0;
let timer = 0;
let asked = 0;

interface Person { name: string; email: string }

async function people(url: string, text: string): Promise<Person[]> {
  const answer = await fetch(`${url}?q=${encodeURIComponent(text)}`);
  if (!answer.ok) return [];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("option")].map((one) => ({ name: one.dataset.name ?? "", email: one.value }));
}

const begun = (at: HTMLTextAreaElement) => BEFORE.exec(at.value.slice(0, at.selectionStart))?.[2] ?? "";
const noting = (at: HTMLTextAreaElement) => at.form?.querySelector<HTMLInputElement>("[name=kind]:checked")?.value === "note";

function close(): void {
  box?.remove();
  box = null;
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
}

/** A list under the field, steered from the field: arrows choose, Enter or Tab takes, Escape leaves. */
function show(at: HTMLTextAreaElement, found: Person[]): void {
  close();
  if (!found.length) return;
  field = at;
  chosen = 0;
  box = document.createElement("ul");
  box.id = "mention-list";
  box.className = "mention-list";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Colleagues");
  for (const [number, person] of found.entries()) {
    const item = document.createElement("li");
    item.id = `mention-${number}`;
    item.setAttribute("role", "option");
    item.dataset.name = found.filter((one) => one.name === person.name).length > 1 ? person.email : person.name;
    item.textContent = `${person.name} `;
    const address = document.createElement("span");
    address.className = "muted small";
    address.textContent = person.email;
    item.append(address);
    box.append(item);
  }
  at.after(box);
  at.setAttribute("aria-controls", box.id);
  mark(0);
}

function mark(number: number): void {
  const items = [...(box?.children ?? [])];
  chosen = (number + items.length) % items.length;
  for (const [place, item] of items.entries()) item.setAttribute("aria-selected", String(place === chosen));
  field?.setAttribute("aria-activedescendant", `mention-${chosen}`);
}

function take(name: string): void {
  if (!field) return;
  const end = field.selectionStart;
  const start = end - begun(field).length;
  field.setRangeText(`${name} `, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

function look(at: HTMLTextAreaElement): void {
  clearTimeout(timer);
  const text = noting(at) ? begun(at) : "";
  if (!text) return close();
  timer = window.setTimeout(async () => {
    const mine = ++asked;
    const found = await people(at.dataset.mentions ?? "", text);
    if (mine === asked && begun(at) === text) show(at, found);
  }, PAUSE);
}

function key(event: KeyboardEvent): void {
  if (!box) return;
  const acts: Record<string, () => void> = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen - 1),
    Enter: () => take((box?.children[chosen] as HTMLElement).dataset.name ?? ""),
    Tab: () => take((box?.children[chosen] as HTMLElement).dataset.name ?? ""),
    Escape: close,
  };
  const act = event.ctrlKey || event.metaKey ? undefined : acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

async function complete(input: HTMLInputElement): Promise<void> {
  const list = document.getElementById("mentions");
  if (!list || !input.value.trim()) return;
  const found = await people(input.dataset.colleagues ?? "", input.value.trim());
  list.replaceChildren(...found.map((one) => new Option(one.name, one.email)));
}

/** Names after an @ in a note, and whom to ask. */
export function startMentions(root: HTMLElement): void {
  root.addEventListener("input", (event) => {
    const target = event.target as HTMLElement;
    if (target instanceof HTMLTextAreaElement && target.dataset.mentions) look(target);
    if (target instanceof HTMLInputElement && target.dataset.colleagues) void complete(target);
  });
  root.addEventListener("keydown", key, { capture: true });
  root.addEventListener("pointerdown", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(".mention-list li");
    if (!item) return;
    event.preventDefault();
    take(item.dataset.name ?? "");
  });
  root.addEventListener("focusout", () => window.setTimeout(() => {
    if (document.activeElement !== field) close();
  }));
}
