/** A link to an article, put where the reply is being written. */
document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-put]");
  const field = button && document.querySelector<HTMLTextAreaElement>(`#${button.dataset.putInto}`);
  if (!button || !field) return;
  const before = field.value.slice(0, field.selectionStart);
  const lead = before && !/\s$/.test(before) ? "\n" : "";
  field.setRangeText(`${lead}${button.dataset.put}\n`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
