import { install } from "@github/hotkey";

const OFF = "keys-off";
const installed = new WeakSet<Element>();

export const keysAct = () => localStorage.getItem(OFF) === null;

export function typing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.closest("input, textarea, select, dialog[open]") !== null || target.isContentEditable;
}

/** Elements say their own key: data-hotkey="g q" stands next to the link it follows. */
export function startKeys(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-hotkey]")) {
    if (installed.has(element)) continue;
    installed.add(element);
    install(element);
    element.addEventListener("hotkey-fire", (event) => {
      const pressed = element.dataset.hotkey ?? "";
      if (!keysAct() && !pressed.includes("Control")) event.preventDefault();
    });
  }
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
