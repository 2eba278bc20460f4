import { create } from "zustand";
import type { DisplayBridge, DisplayView } from "../../contract/display-views.ts";
import { followLanguage } from "../i18n/language.ts";
import { wearAlike } from "../store/settings-store.ts";
import { FIRST_DELAY_MS, nextDelayMs } from "../transports/back-off.ts";

type Shown = Readonly<{ view: DisplayView | null; isConnected: boolean }>;

export const useDisplay = create<Shown>()(() => ({ view: null, isConnected: false }));

type DisplayWindow = Pick<Window, "location"> & Readonly<{ display?: DisplayBridge }>;

/** Follows the register over the desktop window's preload, else over the browser shell's socket. */
export function followSale({ display, location }: DisplayWindow): void {
  if (display !== undefined) display.subscribe(show);
  else connect(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}`);
}

function show(view: DisplayView): void {
  useDisplay.setState({ view, isConnected: true });
  if (view.look === null) return;
  const { language, ...look } = view.look;
  wearAlike(look);
  followLanguage(language);
}

/** Opens again whenever it is lost; the first word is always the whole view. */
function connect(host: string, delayMs = FIRST_DELAY_MS): void {
  const socket = new WebSocket(`${host}/display-bridge`);
  let next = nextDelayMs(delayMs);
  socket.addEventListener("message", ({ data }) => {
    next = FIRST_DELAY_MS;
    show(JSON.parse(String(data)) as DisplayView);
  });
  socket.addEventListener("close", () => {
    useDisplay.setState({ isConnected: false });
    setTimeout(connect, delayMs, host, next);
  });
}
