/* Keys that are pressed before the page's script is there are kept for it. The server learns that there is a script.
 * Widths that were chosen are there before the first paint. */
(() => {
  document.cookie = "script=1;path=/;samesite=lax";
  for (const name of ["list-width", "side-width"]) {
    const kept = Number(localStorage.getItem(name));
    if (kept) document.documentElement.style.setProperty(`--${name}`, `${kept}px`);
  }
  const kept = [];
  const keep = (event) => {
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || event.altKey || event.metaKey) return;
    if (event.ctrlKey ? event.key !== "k" : event.key.length > 1 && !(kept.length && event.key === "Enter")) return;
    event.preventDefault();
    kept.push((event.ctrlKey ? "Control+" : "") + event.key);
  };
  document.addEventListener("keydown", keep, true);
  globalThis.keysBefore = () => {
    document.removeEventListener("keydown", keep, true);
    return kept;
  };
})();
