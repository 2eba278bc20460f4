import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { screen, type BrowserWindow, type Rectangle } from "electron";
import { z } from "zod";
import type { Logger } from "../register/ports.ts";

/** Pixels; a place beyond is a broken file's, and no window can be told to go there. */
const FAR = 100_000;
const WindowState = z.object({
  x: z.int().min(-FAR).max(FAR),
  y: z.int().min(-FAR).max(FAR),
  width: z.int().min(1).max(FAR),
  height: z.int().min(1).max(FAR),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** The smallest till: narrower, and keys would fall off the page. */
export const MIN_SIZE = { width: 1024, height: 720 } as const;
const usual = { width: 1366, height: 800 } as const;

/** Where the window stood; the usual place where nothing was kept, or its screen is gone. */
export function readWindowState(path: string, log: Logger): WindowState {
  const { workArea } = screen.getPrimaryDisplay();
  const kept = readKept(path, log);
  if (kept === undefined) return { ...centred(workArea), isMaximized: false };
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const isSeen = areas.some((area) => overlaps(area, kept));
  return isSeen ? kept : { ...centred(workArea), isMaximized: kept.isMaximized };
}

/** A file that cannot be understood costs a window's place and nothing else. */
function readKept(path: string, log: Logger): WindowState | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return WindowState.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    log.warn("the window's place could not be read", { path, error: String(error) });
    return undefined;
  }
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(usual.width, area.width);
  const height = Math.min(usual.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { x, y, width, height };
}

function overlaps(area: Rectangle, { x, y, width, height }: Rectangle): boolean {
  return (
    x < area.x + area.width && x + width > area.x && y < area.y + area.height && y + height > area.y
  );
}

/** Keeps the place as the window closes. A disk that takes nothing must not hold it open. */
export function keepWindowState(window: BrowserWindow, path: string, log: Logger): void {
  window.on("close", () => {
    const state: WindowState = {
      ...window.getNormalBounds(),
      isMaximized: window.isMaximized(),
    };
    try {
      writeFileSync(path, JSON.stringify(state));
    } catch (error) {
      log.warn("the window's place could not be kept", { path, error: String(error) });
    }
  });
}
