const KEEP = 14 * 86400_000;
const PAUSE = 1_000;
const AGAIN = 5_000;
const BEACON = 60_000;

interface Kept { text: string; at: number }
interface Other { tab: string; text: string }
interface Told { revision: number; saved_at: string; others: Other[] }
interface Page { revision: number; savedAt: number; text: string; timer: number; busy: AbortController | null; sent: boolean }

const tab = crypto.randomUUID();
let turn = 0;
const pages = new Map<HTMLTextAreaElement, Page>();

const key = (field: HTMLTextAreaElement) => `draft:${field.dataset.draft}`;
const place = (field: HTMLTextAreaElement, name: string) => field.form?.querySelector<HTMLElement>(`[${name}]`) ?? null;

function say(field: HTMLTextAreaElement, text: string): void {
  const said = place(field, "data-draft-said");
  if (said && said.textContent !== text) said.textContent = text;
}

function onDevice(field: HTMLTextAreaElement): Kept | null {
  const kept = localStorage.getItem(key(field));
  if (!kept) return null;
  const found = JSON.parse(kept) as Kept;
  if (Date.now() - found.at <= KEEP) return found;
  localStorage.removeItem(key(field));
  return null;
}

function keepOnDevice(field: HTMLTextAreaElement): void {
  if (!field.value.trim()) return localStorage.removeItem(key(field));
  localStorage.setItem(key(field), JSON.stringify({ text: field.value, at: Date.now() }));
}

/** All that is typed, the questions of an ask included: whatever differs from it is not saved yet. */
function typed(field: HTMLTextAreaElement): string {
  const questions = field.form?.querySelectorAll<HTMLInputElement>("[name=question], [name=why], [name=promise], [name=macro]") ?? [];
  return [field.value, ...[...questions].map((one) => one.value), kindOf(field)].join("\u0000");
}

function kindOf(field: HTMLTextAreaElement): string {
  return field.form?.querySelector<HTMLInputElement>("[name=kind]:checked")?.value ?? "reply";
}

function body(field: HTMLTextAreaElement, page: Page): FormData {
  const form = field.form as HTMLFormElement;
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "seen", "promise", "macro"]) {
    const value = form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value;
    if (value) data.set(name, value);
  }
  for (const one of form.querySelectorAll<HTMLInputElement>("[name=question], [name=why]")) data.append(one.name, one.value);
  const own = { body: field.value, kind: kindOf(field), revision: page.revision, tab, turn: ++turn };
  for (const [name, value] of Object.entries(own)) data.set(name, String(value));
  return data;
}

/** What other windows of the same person have written stands beside, until it is put in or dropped. */
function showOthers(field: HTMLTextAreaElement, others: Other[]): void {
  const box = place(field, "data-others");
  const shown = [...(box?.querySelectorAll("blockquote") ?? [])].map((one) => one.textContent ?? "");
  for (const other of others) {
    if (!box || shown.includes(other.text) || field.value.includes(other.text.trim())) continue;
    const made = document.createElement("div");
    made.className = "other";
    const title = document.createElement("p");
    title.className = "small";
    title.textContent = "Also written, in another window or before:";
    const quote = document.createElement("blockquote");
    quote.dir = "auto";
    quote.textContent = other.text;
    const use = document.createElement("button");
    use.type = "button";
    use.className = "btn btn-xs";
    use.dataset.otherUse = "";
    use.textContent = "Put it in";
    made.append(title, quote, use);
    box.append(made);
  }
}

async function save(field: HTMLTextAreaElement, keepalive = false): Promise<void> {
  const page = pages.get(field);
  const url = field.dataset.draftUrl;
  if (!page || !url || page.sent || !field.isConnected) return;
  clearTimeout(page.timer);
  page.timer = 0;
  const now = typed(field);
  if (now === page.text) return;
  if (page.busy && !keepalive) return schedule(field);
  const busy = (page.busy = new AbortController());
  try {
    const small = keepalive && field.value.length < BEACON;
    const answer = await fetch(url, { method: "POST", body: body(field, page), headers: { "X-Draft": "1" }, keepalive: small, signal: busy.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    learned(field, page, now, (await answer.json()) as Told);
  } catch {
    if (!busy.signal.aborted) failed(field, page);
  } finally {
    if (page.busy === busy) page.busy = null;
  }
}

function learned(field: HTMLTextAreaElement, page: Page, saved: string, told: Told): void {
  page.revision = told.revision;
  page.savedAt = Date.now();
  page.text = saved;
  if (typed(field) === saved) localStorage.removeItem(key(field));
  else schedule(field);
  say(field, field.value.trim() ? "Saved" : "");
  tick();
  showOthers(field, told.others);
}

function failed(field: HTMLTextAreaElement, page: Page): void {
  page.savedAt = 0;
  say(field, "Saved on this device; the desk does not answer");
  tick();
  page.timer = window.setTimeout(() => void save(field), AGAIN);
}

function schedule(field: HTMLTextAreaElement): void {
  const page = pages.get(field);
  if (!page || page.timer) return;
  page.timer = window.setTimeout(() => {
    page.timer = 0;
    void save(field);
  }, PAUSE);
}

function changed(field: HTMLTextAreaElement): void {
  keepOnDevice(field);
  if (!field.dataset.draftUrl) return say(field, field.value.trim() ? "Saved on this device" : "");
  say(field, "");
  const page = pages.get(field);
  if (page) page.savedAt = 0;
  tick();
  schedule(field);
}

/** What this browser had and the desk never got: in the field when it holds all of the other, else beside it. */
function restore(field: HTMLTextAreaElement): void {
  const kept = onDevice(field);
  if (!kept || kept.text === field.value) return;
  if (kept.text.includes(field.value.trim())) {
    field.value = kept.text;
    say(field, "Draft from this device");
    if (field.dataset.draftUrl) schedule(field);
  } else if (field.dataset.draftUrl) {
    showOthers(field, [{ tab: "", text: kept.text }]);
  }
}

function begin(field: HTMLTextAreaElement): void {
  const saved = field.dataset.saved;
  const page = { revision: Number(field.dataset.revision ?? 0), savedAt: saved ? Date.parse(saved) : 0, text: typed(field), timer: 0, busy: null, sent: false };
  pages.set(field, page);
  restore(field);
  if (saved && page.savedAt) say(field, "Saved");
  field.addEventListener("blur", () => void save(field));
  field.form?.addEventListener("input", (event) => {
    if ((event.target as HTMLElement).closest("textarea, [name=question], [name=why], [name=promise], [name=kind]")) changed(field);
  });
  field.form?.addEventListener("click", (event) => {
    const use = (event.target as HTMLElement).closest<HTMLElement>("[data-other-use]");
    if (use) putIn(field, use);
  });
  field.form?.addEventListener("htmx:before:request", () => leave(field, page), { capture: true });
  field.form?.addEventListener("submit", () => leave(field, page), { capture: true });
}

function putIn(field: HTMLTextAreaElement, use: HTMLElement): void {
  const text = use.parentElement?.querySelector("blockquote")?.textContent ?? "";
  field.value = [field.value.trimEnd(), text].filter(Boolean).join("\n\n");
  use.parentElement?.remove();
  changed(field);
  field.focus();
}

/** On sending: what is still on its way is called back, and the form says how far this page had counted. */
function leave(field: HTMLTextAreaElement, page: Page): void {
  clearTimeout(page.timer);
  page.timer = 0;
  page.busy?.abort();
  const form = field.form;
  for (const [name, value] of Object.entries({ tab, turn: ++turn })) {
    const input = form?.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (input) input.value = String(value);
  }
}

const span = (seconds: number) => (seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`);

function tick(): void {
  for (const [field, page] of pages) {
    if (!field.isConnected) {
      pages.delete(field);
      continue;
    }
    const ago = place(field, "data-draft-ago");
    if (ago) ago.textContent = page.savedAt && field.value.trim() ? span(Math.max(0, Math.floor((Date.now() - page.savedAt) / 1000))) : "";
  }
}

function saveAll(): void {
  for (const field of pages.keys()) void save(field, true);
}

/** Nothing typed is lost: the desk keeps it by the second, and this browser until the desk has it. */
export function startDrafts(root: HTMLElement): void {
  for (const sent of root.querySelectorAll<HTMLElement>("[data-draft-sent]")) {
    localStorage.removeItem(`draft:${sent.dataset.draftSent}`);
    sent.removeAttribute("data-draft-sent");
  }
  for (const field of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-draft]")) {
    if (!pages.has(field)) begin(field);
  }
}

export function startSaving(): void {
  window.setInterval(tick, 1_000);
  window.addEventListener("pagehide", saveAll);
  window.addEventListener("online", saveAll);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) saveAll();
  });
}
