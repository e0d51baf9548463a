const near = 80;
let atEnd = true;

const talk = () => document.querySelector<HTMLElement>(".talk");

function toEnd(): void {
  const place = talk();
  if (place) place.scrollTop = place.scrollHeight;
}


/** Whoever has not begun to write has read what stands there by now. */
function follow(): void {
  const newest = talk()?.querySelector<HTMLElement>("[data-newest]")?.dataset.newest;
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-draft^="ticket-"]');
  const seen = field?.form?.querySelector<HTMLInputElement>("[name=seen]");
  if (newest && seen && !field?.value) seen.value = newest;
}

/** The newest stands at the bottom and in sight, unless one has scrolled up to read. */
export function startTalk(root: HTMLElement): void {
  toEnd();
  root.addEventListener("htmx:before:swap", () => {
    const place = talk();
    atEnd = !place || place.scrollHeight - place.scrollTop - place.clientHeight < near;
  });
  root.addEventListener("htmx:after:swap", () => {
    if (atEnd) toEnd();
    follow();
  });
  root.addEventListener("click", (event) => {
    const mode = (event.target as HTMLElement).closest<HTMLElement>("[data-focus]");
    if (mode) document.getElementById(mode.dataset.focus ?? "")?.focus();
  });
  root.addEventListener("keydown", (event) => {
    const field = (event.target as HTMLElement).closest<HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement>("textarea, input, select");
    if (event.key === "Escape" && field?.closest(".composer")) talk()?.focus();
    if (!field || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const buttons = [...(field.form?.querySelectorAll<HTMLElement>("[data-send]") ?? [])];
    const button = buttons.find((each) => each.offsetParent !== null);
    if (button) button.click();
    else field.form?.requestSubmit();
  });
}
