import htmx from "htmx.org";
import { keyOf } from "./keys";

const SHOWN = 5_000;
const UNDOABLE = 10_000;

interface Back { to: string; values: [string, string | number][] }
interface Said { value?: string; words?: string; back?: Back }

/** What was done, said in words, and for a while the way back at one press or key. */
function say({ value, words, back }: Said): void {
  const place = document.getElementById("messages");
  const text = words ?? value ?? "";
  if (!place || !text) return;
  for (const old of place.querySelectorAll(".message-undo")) old.remove();
  const message = document.createElement("div");
  message.className = "message";
  const line = document.createElement("span");
  line.textContent = text;
  message.append(line);
  if (back) message.append(undo(back));
  place.append(message);
  if (back) htmx.process(message);
  window.setTimeout(() => leave(message), back ? UNDOABLE : SHOWN);
}

function undo(back: Back): HTMLFormElement {
  const form = document.createElement("form");
  form.className = "message-undo";
  form.method = "post";
  form.action = back.to;
  form.setAttribute("hx-post", back.to);
  for (const [name, value] of back.values) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value: String(value) });
    form.append(field);
  }
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", className: "btn btn-sm", textContent: "Undo" });
  button.dataset.hotkey = keyOf("undo");
  form.append(button);
  form.addEventListener("htmx:finally:request", () => form.closest(".message")?.remove());
  return form;
}

/** Not from under a hand. */
function leave(message: HTMLElement): void {
  if (message.matches(":hover, :focus-within")) window.setTimeout(() => leave(message), SHOWN);
  else message.remove();
}

/** At the document: what was pressed may have gone with the part that it changed. */
export function startSaid(): void {
  document.addEventListener("said", (event) => say((event as CustomEvent<Said>).detail));
}
