const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** The same words as the server's `times.span`. */
export function span(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < MINUTE) return `${Math.floor(size)} s`;
  if (size < 90 * MINUTE) return `${Math.floor(size / MINUTE)} min`;
  if (size < 2 * DAY) return `${Math.floor(size / HOUR)} h`;
  return `${Math.floor(size / DAY)} d`;
}

function tick(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-due]")) {
    const text = span((Date.parse(element.dataset.due ?? "") - Date.now()) / 1000);
    if (element.textContent !== text) element.textContent = text;
  }
}

export function startClocks(): void {
  setInterval(tick, 10_000);
}
