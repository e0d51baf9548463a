/** Focus survives every swap: whoever acted by keyboard goes on from where they were. */

const names = ["data-hotkey", "href", "name"];
let opener = "";
let nowhere = false;

function selector(element: Element | null): string {
  if (!element || element === document.body) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = names.find((each) => element.hasAttribute(each));
  return name ? `${element.localName}[${name}="${CSS.escape(element.getAttribute(name) ?? "")}"]` : "";
}

function lost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Once: a dialogue that was closed stays closed, whatever is swapped later. */
function show(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-show]:not([open])");
  if (!dialog) return;
  dialog.removeAttribute("data-show");
  dialog.showModal();
  dialog.querySelector<HTMLElement>("[aria-invalid], [autofocus]")?.focus();
}

/** What was refused is said where one acts: nobody can reach a page behind an open dialogue. */
function raise(): void {
  const refused = document.querySelector<HTMLElement>("#refused:not(:empty)");
  const place = document.querySelector<HTMLElement>("dialog[open] [data-refused]");
  if (!refused || !place) return;
  place.replaceChildren(...refused.childNodes);
  place.focus();
}

export function startFocus(root: HTMLElement): void {
  root.addEventListener("htmx:before:request", () => {
    const focused = document.activeElement;
    if (focused && !focused.closest("dialog")) opener = selector(focused);
  });
  root.addEventListener("htmx:before:swap", () => {
    nowhere = lost();
  });
  root.addEventListener("htmx:after:swap", () => {
    show();
    raise();
    if (root.querySelector("[data-draft-sent]")) return root.querySelector<HTMLElement>(".talk")?.focus();
    const refused = document.querySelector<HTMLElement>("#refused:not(:empty)");
    if (refused && lost()) return refused.focus();
    if (nowhere || !lost() || document.querySelector("dialog[open]")) return;
    if (!opener) return;
    const again = document.querySelector<HTMLElement>(opener);
    (again ?? document.querySelector<HTMLElement>("[data-back]"))?.focus();
  });
}
