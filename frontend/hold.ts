import htmx from "htmx.org";

const ends = new WeakMap<HTMLElement, number>();

/** The desk's clock and this one may differ: what counts is how long it was to go when the desk said so. */
function left(element: HTMLElement): number {
  let end = ends.get(element);
  if (end === undefined) {
    end = Date.now() + Date.parse(element.dataset.hold ?? "") - Date.parse(element.dataset.now ?? "");
    ends.set(element, end);
  }
  return Math.ceil((end - Date.now()) / 1000);
}

function tick(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-hold]")) {
    const seconds = left(element);
    element.textContent = seconds > 0 ? `in ${seconds} s` : "now";
    if (seconds <= 0 && !element.dataset.asked) {
      element.dataset.asked = "1";
      now(element);
    }
  }
}

/** Counted to the end: whoever comes first, this page or the desk's own sweep, it is sent once. */
function now(element: HTMLElement): void {
  const form = element.closest(".held")?.querySelector<HTMLFormElement>("[data-hold-send]");
  if (form) htmx.ajax("POST", form.action, { source: form, values: { due: "1" } });
}

export function startHold(): void {
  window.setInterval(tick, 500);
}
