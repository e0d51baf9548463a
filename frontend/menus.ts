import { startKeySwitch } from "./keys";

const YEAR = 365 * 86400;

/** Theme, density and rail change at once; the cookie makes the server paint them right the next time. */
function choose(input: HTMLInputElement): void {
  const root = document.documentElement;
  if (input.name === "theme" && input.value === "system") root.removeAttribute("data-theme");
  else root.setAttribute(`data-${input.name}`, input.value);
  document.cookie = `${input.name}=${input.value};path=/;max-age=${YEAR};samesite=lax`;
}

/** Paper is white, whatever the theme of the screen. */
function onPaper({ matches }: MediaQueryListEvent): void {
  const root = document.documentElement;
  if (matches) {
    root.dataset.screen = root.dataset.theme ?? "";
    root.dataset.theme = "light";
  } else {
    if (root.dataset.screen) root.dataset.theme = root.dataset.screen;
    else root.removeAttribute("data-theme");
    delete root.dataset.screen;
  }
}

function place(popover: HTMLElement): void {
  const opener = document.querySelector(`[popovertarget="${popover.id}"]`)?.getBoundingClientRect();
  if (!opener) return;
  popover.style.top = `${opener.bottom + 6}px`;
  popover.style.right = `${Math.max(8, innerWidth - opener.right)}px`;
}

const items = (menu: Element) => [...menu.querySelectorAll<HTMLElement>("a, button, input")];

/** Whoever opened a menu goes on inside it; arrows walk it. */
function walk(event: KeyboardEvent): void {
  const menu = (event.target as HTMLElement).closest(".menu-card:popover-open");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step || (event.target as HTMLElement).matches("input")) return;
  event.preventDefault();
  const all = items(menu);
  all.at((all.indexOf(event.target as HTMLElement) + step) % all.length)?.focus();
}

function openDialog(event: Event): void {
  const opener = (event.target as HTMLElement).closest<HTMLElement>("[data-dialog]");
  if (!opener) return;
  event.preventDefault();
  const dialog = document.getElementById(opener.dataset.dialog ?? "") as HTMLDialogElement | null;
  if (dialog && !dialog.open) dialog.showModal();
}

export function startMenus(root: HTMLElement): void {
  matchMedia("print").addEventListener("change", onPaper);
  root.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.closest("[data-preferences]")) choose(input);
    if (input.closest("[data-submit-on-change]")) input.form?.requestSubmit();
  });
  addEventListener("resize", () => document.querySelectorAll<HTMLElement>("[data-under]:popover-open").forEach(place));
  root.addEventListener("click", openDialog);
  root.addEventListener("click", (event) => {
    (event.target as HTMLElement).closest("[data-dismiss]")?.parentElement?.remove();
  });
  root.addEventListener("beforetoggle", (event) => {
    const popover = event.target as HTMLElement;
    if (popover.matches("[data-under]")) place(popover);
  }, { capture: true });
  root.addEventListener("toggle", (event) => {
    const menu = event.target as HTMLElement;
    if (menu.matches(".menu-card:popover-open")) items(menu)[0]?.focus();
  }, { capture: true });
  root.addEventListener("keydown", walk);
  root.addEventListener("click", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(".menu-card a");
    item?.closest<HTMLElement>("[popover]")?.hidePopover();
  });
  for (const message of root.querySelectorAll(".message")) setTimeout(() => message.remove(), 8000);
  startKeySwitch();
}
