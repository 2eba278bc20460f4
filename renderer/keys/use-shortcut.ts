import { useSettings } from "../store/settings-store.ts";
import { chosenKey } from "./keymap.ts";

/** A key by its binding's name, as `aria-keyshortcuts` spells it. */
export function shortcutOf(key: string): string {
  return key.replace("Ctrl+", "Control+");
}

/** The key that was chosen for the house's key, for `aria-keyshortcuts`. */
export function useShortcut(houseKey: string): string {
  return useSettings((state) => shortcutOf(chosenKey(houseKey, state.keys)));
}
