import htmx from "htmx.org";

const PATIENCE = 250;

let waiting = 0;
let shown: HTMLAnchorElement | null = null;

function place(box: HTMLElement, link: HTMLElement): void {
  const at = link.getBoundingClientRect();
  const width = box.offsetWidth;
  const below = at.bottom + box.offsetHeight + 8 < innerHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  box.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - box.offsetHeight - 4)}px`;
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const box = document.getElementById("why");
  if (!box) return;
  shown = link;
  await htmx.ajax("GET", link.href, { target: "#why", swap: "innerHTML" });
  if (shown !== link) return;
  box.showPopover();
  place(box, link);
}

function close(): void {
  clearTimeout(waiting);
  shown = null;
  const box = document.getElementById("why");
  if (box?.matches(":popover-open")) box.hidePopover();
}

const FIELD = "textarea, input, select";

/** Hover and focus give way to an open menu, which the browser would close for it, and to whoever is writing. */
function offer(link: HTMLAnchorElement): void {
  if (!document.querySelector(".menu-card:popover-open") && !document.activeElement?.matches(FIELD)) void open(link);
}

/** What is open already leads to its page: the keyboard and a second tap reach what stands in it. */
const isOpenFor = (link: HTMLElement) => link === shown && !!document.getElementById("why")?.matches(":popover-open");

const chip = (event: Event) => (event.target as HTMLElement).closest?.<HTMLAnchorElement>("a[data-why]");

/** Hover, focus or click on a deadline opens the reason; without a script the link leads to a page of its own. */
export function startWhy(root: HTMLElement): void {
  root.addEventListener("mouseover", (event) => {
    const link = chip(event);
    if (!link || link === shown) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => offer(link), PATIENCE);
  });
  root.addEventListener("mouseout", (event) => {
    if (chip(event) && !(event as MouseEvent).relatedTarget) close();
    else if (chip(event)) {
      clearTimeout(waiting);
      const to = (event as MouseEvent).relatedTarget as HTMLElement | null;
      if (!to?.closest("#why")) close();
    }
  });
  document.getElementById("why")?.addEventListener("mouseleave", close);
  root.addEventListener("focusin", (event) => {
    if ((event.target as HTMLElement).matches(FIELD)) close();
    const link = chip(event);
    if (link?.matches(":focus-visible")) offer(link);
  });
  root.addEventListener("focusout", (event) => {
    if (chip(event)) close();
  });
  root.addEventListener("click", (event) => {
    const link = chip(event);
    if (!link || (event as MouseEvent).ctrlKey || (event as MouseEvent).metaKey) return;
    event.stopPropagation();
    if (isOpenFor(link)) return;
    event.preventDefault();
    clearTimeout(waiting);
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
