/** Files go up while one still writes: pasted, dropped or chosen. The form then names them by number, so that without
 * this script the same form carries the files themselves. */

interface Loose {
  id: number;
  name: string;
}

const token = () => document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
const place = (from: Element | null) =>
  from?.closest("form")?.querySelector<HTMLElement>("[data-files]") ?? null;

function say(files: HTMLElement, text: string): void {
  const said = files.querySelector("[data-files-said]");
  if (said) said.textContent = text;
}

function remover(name: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-ghost btn-xs";
  button.dataset.fileRemove = "";
  button.setAttribute("aria-label", `Remove ${name}`);
  button.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-close"/></svg>';
  return button;
}

/** A picture shows itself, from this machine alone. */
function picture(file: File, row: HTMLElement): void {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type) || file.size > 4_000_000) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const image = document.createElement("img");
    image.className = "file-picture";
    image.alt = "";
    image.src = String(reader.result);
    row.prepend(image);
  });
  reader.readAsDataURL(file);
}

function row(file: File): HTMLLIElement {
  const made = document.createElement("li");
  made.className = "file";
  const name = document.createElement("bdi");
  name.className = "file-name";
  name.textContent = file.name;
  const progress = document.createElement("progress");
  progress.max = 100;
  progress.value = 0;
  progress.setAttribute("aria-label", `Uploading ${file.name}`);
  made.append(name, progress, remover(file.name));
  picture(file, made);
  return made;
}

function refusal(request: XMLHttpRequest): string {
  try {
    return (JSON.parse(request.responseText) as { detail?: string }).detail ?? "";
  } catch {
    return "";
  }
}

function done(files: HTMLElement, item: HTMLElement, file: File, request: XMLHttpRequest): void {
  item.querySelector("progress")?.remove();
  if (request.status === 201) {
    const kept = JSON.parse(request.responseText) as Loose;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "attachments";
    field.value = String(kept.id);
    item.append(field);
    return say(files, `${kept.name} is ready to be sent.`);
  }
  item.remove();
  say(files, refusal(request) || `${file.name} could not be uploaded. Try again.`);
}

function send(files: HTMLElement, file: File): void {
  const item = row(file);
  files.querySelector("[data-files-list]")?.append(item);
  const request = new XMLHttpRequest();
  request.open("POST", files.dataset.files ?? "");
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    const bar = item.querySelector("progress");
    if (bar && event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("loadend", () => {
    if (item.isConnected) done(files, item, file, request);
  });
  item.addEventListener("file-gone", () => request.abort());
  const form = new FormData();
  form.append("file", file);
  request.send(form);
}

function take(files: HTMLElement | null, list: FileList | undefined): boolean {
  if (!files || !list?.length) return false;
  for (const file of list) send(files, file);
  return true;
}

function remove(button: HTMLElement): void {
  const item = button.closest<HTMLElement>(".file");
  const files = place(button);
  if (!item || !files) return;
  item.dispatchEvent(new Event("file-gone"));
  const kept = item.querySelector<HTMLInputElement>("[name=attachments]")?.value;
  if (kept) void fetch(`${files.dataset.files}/${kept}`, { method: "DELETE", headers: { "X-CSRFToken": token() } });
  const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector<HTMLElement>("button");
  item.remove();
  (next ?? files.querySelector<HTMLElement>(".files-input"))?.focus();
  say(files, "Removed.");
}

export function startFiles(root: HTMLElement): void {
  root.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (!input.matches?.(".files-input")) return;
    if (take(place(input), input.files ?? undefined)) input.value = "";
  });
  root.addEventListener("paste", (event) => {
    if (take(place(event.target as Element), event.clipboardData?.files)) event.preventDefault();
  });
  root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place(event.target as Element)?.setAttribute("data-drop", "");
  });
  root.addEventListener("dragleave", (event) => place(event.target as Element)?.removeAttribute("data-drop"));
  root.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // a file let fall beside the form must not replace the page
    const files = place(event.target as Element);
    files?.removeAttribute("data-drop");
    take(files, event.dataTransfer.files);
  });
  root.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-file-remove]");
    if (button) remove(button);
  });
}
