import "./app.css";
import htmx from "htmx.org";
import "@github/relative-time-element";
import { startClocks } from "./clocks";
import { startDrafts } from "./drafts";
import { startKeys } from "./keys";
import { startList } from "./list";
import { startLive } from "./live";
import { startMenus } from "./menus";
import { startWhy } from "./why";

(globalThis as { htmx?: unknown }).htmx = htmx;

const parts = [startKeys, startMenus, startWhy, startList, startDrafts, startClocks, startLive];
for (const start of parts) start(document.body);
document.addEventListener("htmx:after:swap", () => {
  for (const start of [startKeys, startDrafts]) start(document.body);
});
