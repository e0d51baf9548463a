const KEEP = 14 * 86400_000;

const key = (field: HTMLTextAreaElement) => `draft:${field.dataset.draft}`;

function restore(field: HTMLTextAreaElement): void {
  const kept = localStorage.getItem(key(field));
  if (!kept || field.value) return;
  const { text, at } = JSON.parse(kept) as { text: string; at: number };
  if (Date.now() - at > KEEP) return localStorage.removeItem(key(field));
  field.value = text;
  say(field, "Draft from this device");
}

function say(field: HTMLTextAreaElement, text: string): void {
  const place = field.form?.querySelector("[data-draft-said]");
  if (place) place.textContent = text;
}

function save(field: HTMLTextAreaElement): void {
  if (!field.value.trim()) return localStorage.removeItem(key(field));
  localStorage.setItem(key(field), JSON.stringify({ text: field.value, at: Date.now() }));
  say(field, "Saved on this device");
}

const ready = new WeakSet<Element>();

/** Nothing typed is lost: text stands in this browser until the server has taken it. */
export function startDrafts(root: HTMLElement): void {
  for (const sent of root.querySelectorAll<HTMLElement>("[data-draft-sent]")) {
    localStorage.removeItem(`draft:${sent.dataset.draftSent}`);
    sent.removeAttribute("data-draft-sent");
  }
  for (const field of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-draft]")) {
    if (ready.has(field)) continue;
    ready.add(field);
    restore(field);
    field.addEventListener("input", () => save(field));
  }
}
