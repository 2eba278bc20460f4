import { t } from "../i18n/t.ts";

/** The main actions by the house's key for each, in the order that settings list them. */
export const mainActions = {
  F2: t("help.search"),
  F3: t("help.notes"),
  F4: t("help.quantity"),
  F5: t("help.discount"),
  F6: t("help.park"),
  F7: t("keymap.sales"),
  F8: t("help.lock"),
  F9: t("help.cash"),
  F10: t("help.card"),
  F11: t("frame.drawer"),
  F12: t("help.pay"),
} as const;

export type HouseKey = keyof typeof mainActions;
export const houseKeys = Object.keys(mainActions) as HouseKey[];

/** The keys that were chosen instead of the house's; an action that is not in it keeps its own. */
export type Keymap = Readonly<Partial<Record<HouseKey, string>>>;

export function isHouseKey(key: string): key is HouseKey {
  return Object.hasOwn(mainActions, key);
}

/** The key that now does what the house's key does; other keys are themselves. */
export function chosenKey(key: string, keymap: Keymap): string {
  return isHouseKey(key) ? (keymap[key] ?? key) : key;
}

/** The binding that a pressed key stands for; null where its action has moved to another key. */
export function boundKey(pressed: string, keymap: Keymap): string | null {
  // A choice from before the house had this key counts more than the house's.
  const chosen =
    houseKeys.find((key) => keymap[key] === pressed) ??
    houseKeys.find((key) => chosenKey(key, keymap) === pressed);
  return chosen ?? (isHouseKey(pressed) ? null : pressed);
}

/** With Alt, the reasons in the order of their buttons; R is the receipt's. */
export const reasonKeys: readonly string[] = ["Q", "W", "E", "T", "Y"];

/** Keys that other actions have for good, by what they do. */
const fixed: Readonly<Record<string, string>> = {
  F1: t("help.title"),
  "Alt+G": t("frame.credit"),
  "Alt+H": t("history.holds"),
  "Alt+S": t("frame.settings"),
  "Alt+U": t("exchange.giveUp"),
  "Alt+X": t("exchange.finish"),
  "Alt+P": t("help.price"),
  "Alt+R": t("help.receipt"),
  "Alt+K": t("keymap.lanes"),
  "Alt+N": t("keymap.notice"),
  ...Object.fromEntries(reasonKeys.map((key) => [`Alt+${key}`, t("keymap.reason")])),
};

/** The new keymap; or, refused, the action that has the key, null where no action may have it. */
export type Remapped = Readonly<
  { isRefused: false; keymap: Keymap } | { isRefused: true; by: string | null }
>;

/**
 * The keymap with another key for an action. Letters and digits belong to the search and the pads,
 * so that a key is a function key or a letter with Alt; one that something else has is refused.
 */
export function remap(keymap: Keymap, action: HouseKey, key: string): Remapped {
  const holder = houseKeys.find((other) => other !== action && chosenKey(other, keymap) === key);
  const by = holder === undefined ? fixed[key] : mainActions[holder];
  if (by !== undefined) return { isRefused: true, by };
  if (!/^(F\d{1,2}|Alt\+[A-Z])$/.test(key)) return { isRefused: true, by: null };
  const { [action]: _before, ...others } = keymap;
  return { isRefused: false, keymap: key === action ? others : { ...others, [action]: key } };
}
