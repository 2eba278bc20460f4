import { screen, type BrowserWindow, type Rectangle } from "electron";
import type { DisplayView } from "../contract/display-views.ts";
import type { Logger } from "../register/ports.ts";
import { carryDisplay } from "./ipc.ts";
import { displayPolicy } from "./policies.ts";
import { openWindow } from "./window.ts";

export type CustomerWindow = Readonly<{
  /** What the customer sees from now on, in every window that is open for it. */
  show: (view: DisplayView) => void;
  /** By hand, from the till, where no second screen is. */
  open: () => void;
}>;

/**
 * The customer's window: full on the shop's second screen for as long as there is one; a window
 * like others where the till asks for it.
 */
export function createCustomerWindow(log: Logger): CustomerWindow {
  let latest: DisplayView | undefined;
  let shown: ReturnType<typeof openOn> | undefined;

  function open(area: Rectangle | undefined): void {
    if (shown !== undefined) {
      shown.window.focus();
      return;
    }
    const opened = openOn(area, log, () => latest);
    shown = opened;
    opened.window.on("closed", () => (shown = undefined));
  }
  const followScreens = () => {
    const area = secondScreen();
    if (area !== undefined) open(area);
    else if (shown?.isFull === true) shown.window.close();
  };
  screen.on("display-added", followScreens);
  screen.on("display-removed", followScreens);
  followScreens();
  return {
    show(view) {
      latest = view;
      shown?.tell(view);
    },
    open: () => open(secondScreen()),
  };
}

function secondScreen(): Rectangle | undefined {
  const { id } = screen.getPrimaryDisplay();
  return screen.getAllDisplays().find((display) => display.id !== id)?.bounds;
}

type Opened = Readonly<{ window: BrowserWindow; isFull: boolean; tell: (v: DisplayView) => void }>;

function openOn(
  area: Rectangle | undefined,
  log: Logger,
  latest: () => DisplayView | undefined,
): Opened {
  const isFull = area !== undefined;
  const window = openWindow({
    ...{ page: "display", path: "/display/index.html", preload: "preload-display.cjs" },
    ...{ partition: "display", policy: displayPolicy, log },
    options: {
      ...(isFull ? { ...area, fullscreen: true, frame: false } : { width: 1280, height: 800 }),
      title: "Tillside: customer display",
    },
  });
  const { tell } = carryDisplay(window.webContents, latest);
  return { window, isFull, tell };
}
