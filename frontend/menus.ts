import { startKeySwitch } from "./keys";

const YEAR = 365 * 86400;

/** Theme, density and rail change at once; the cookie makes the server paint them right the next time. */
function choose(input: HTMLInputElement): void {
  const root = document.documentElement;
  if (input.name === "theme" && input.value === "system") root.removeAttribute("data-theme");
  else root.setAttribute(`data-${input.name}`, input.value);
  document.cookie = `${input.name}=${input.value};path=/;max-age=${YEAR};samesite=lax`;
}

function place(popover: HTMLElement): void {
  const opener = document.querySelector(`[popovertarget="${popover.id}"]`)?.getBoundingClientRect();
  if (!opener) return;
  popover.style.top = `${opener.bottom + 6}px`;
  popover.style.right = `${Math.max(8, innerWidth - opener.right)}px`;
}

function openDialog(event: Event): void {
  const opener = (event.target as HTMLElement).closest<HTMLElement>("[data-dialog]");
  if (!opener) return;
  event.preventDefault();
  const dialog = document.getElementById(opener.dataset.dialog ?? "") as HTMLDialogElement | null;
  if (dialog && !dialog.open) dialog.showModal();
}

export function startMenus(root: HTMLElement): void {
  root.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.closest("[data-preferences]")) choose(input);
    if (input.closest("[data-submit-on-change]")) input.form?.requestSubmit();
  });
  root.addEventListener("click", openDialog);
  root.addEventListener("click", (event) => {
    (event.target as HTMLElement).closest("[data-dismiss]")?.parentElement?.remove();
  });
  root.addEventListener("beforetoggle", (event) => {
    const popover = event.target as HTMLElement;
    if (popover.matches("[data-under]")) place(popover);
  }, { capture: true });
  root.addEventListener("click", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(".menu-card a");
    item?.closest<HTMLElement>("[popover]")?.hidePopover();
  });
  for (const message of root.querySelectorAll(".message")) setTimeout(() => message.remove(), 8000);
  startKeySwitch();
}
