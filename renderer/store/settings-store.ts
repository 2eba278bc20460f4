import { z } from "zod";
import { create } from "zustand";
import type { DisplayLook } from "../../contract/display-views.ts";
import { houseKeys } from "../keys/keymap.ts";
import { scannerKeys } from "../keys/scan-burst.ts";

export const zooms = ["100", "125", "150", "175", "200"] as const;

/** How this screen looks and sounds: the clerk's own, kept with the window and not in the ledger. */
const Settings = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  contrast: z.enum(["normal", "high"]).catch("normal"),
  hand: z.enum(["right", "left"]).catch("right"),
  sounds: z.enum(["on", "off"]).catch("on"),
  /** Percent; the browser's own zoom comes on top. */
  zoom: z.enum(zooms).catch("100"),
  /** How a finger charges a card; its key always charges at once. */
  charge: z.enum(["tap", "hold"]).catch("tap"),
  pad: z.enum(["calculator", "telephone"]).catch("calculator"),
  /** The screen's own keyboard: under a field that a finger touched, that a mouse pressed too, or never. */
  keyboard: z.enum(["touch", "press", "off"]).catch("touch"),
  /** Whose keys a scanner presses, and how fast it is at least. */
  scannerKeys: z.enum(scannerKeys).catch("detect"),
  scannerPace: z.enum(["normal", "slow"]).catch("normal"),
  keys: z.partialRecord(z.enum(houseKeys), z.string()).catch({}),
});
export type Settings = z.infer<typeof Settings>;
export type Theme = "light" | "dark";

const STORAGE_KEY = "tillside-settings";
const usual = Settings.parse({});

type Worn = Settings & Readonly<{ worn: Theme }>;
export const useSettings = create<Worn>()(() => ({ ...usual, worn: "light" }));

/** Wears what was kept, and goes with the system's light and dark where nothing was chosen. */
export function followSettings(): void {
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  wear(readKept());
  systemDark.addEventListener("change", () => {
    wear(chosen());
  });
}

export function changeSettings(change: Partial<Settings>): void {
  const settings = { ...chosen(), ...change };
  localStorage.setItem(STORAGE_KEY, JSON.stringify(settings));
  wear(settings);
}

/** As the till is shown, on another page; what is kept stays as it is. */
export function wearAlike(look: Pick<DisplayLook, "theme" | "contrast">): void {
  wear({ ...chosen(), ...look });
}

export function toggleTheme(): void {
  changeSettings({ theme: useSettings.getState().worn === "dark" ? "light" : "dark" });
}

function chosen(): Settings {
  return Settings.parse(useSettings.getState());
}

/** What cannot be understood costs a clerk's choice and nothing else. */
function readKept(): Settings {
  const kept = localStorage.getItem(STORAGE_KEY);
  try {
    return Settings.parse(kept === null ? {} : JSON.parse(kept));
  } catch {
    return usual;
  }
}

function wear(settings: Settings): void {
  const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const system: Theme = isDark ? "dark" : "light";
  const worn = settings.theme === "system" ? system : settings.theme;
  const { dataset } = document.documentElement;
  dataset["theme"] = worn;
  dataset["contrast"] = settings.contrast;
  dataset["hand"] = settings.hand;
  useSettings.setState({ ...settings, worn });
}
