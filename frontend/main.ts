import "./app.css";
import htmx from "htmx.org";
import "@github/relative-time-element";
import { startClocks } from "./clocks";
import { startDrafts, startSaving } from "./drafts";
import { startFiles } from "./files";
import { startFocus } from "./focus";
import { startHold } from "./hold";
import { startKanban } from "./kanban";
import { startKeys } from "./keys";
import { startList } from "./list";
import { startLive } from "./live";
import { startMentions } from "./mentions";
import { startMenus } from "./menus";
import { startPresence } from "./presence";
import { startSelection } from "./select";
import { startTalk } from "./talk";
import { startWhy } from "./why";

(globalThis as { htmx?: unknown }).htmx = htmx;

const parts = [startKeys, startMenus, startWhy, startFocus, startFiles, startTalk, startDrafts, startClocks, startLive, startSelection, startList];
for (const start of parts) start(document.body);
startMentions(document.body);
startPresence(document.body);
startKanban(document.body);
startSaving();
startHold();
document.addEventListener("htmx:after:swap", () => {
  for (const start of [startKeys, startDrafts]) start(document.body);
});
