import { contextBridge, ipcRenderer } from "electron";
import type { DisplayBridge, DisplayView } from "../contract/display-views.ts";
import { DISPLAY_MESSAGE, DISPLAY_SUBSCRIBE } from "./channels.ts";

/** The customer's window hears what it shows, and can ask for nothing. */
const display: DisplayBridge = {
  subscribe(listener) {
    ipcRenderer.on(DISPLAY_MESSAGE, (_event, view: DisplayView) => listener(view));
    ipcRenderer.send(DISPLAY_SUBSCRIBE);
  },
};

contextBridge.exposeInMainWorld("display", display);
