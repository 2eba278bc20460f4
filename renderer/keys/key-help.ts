import { t } from "../i18n/t.ts";
import { useSettings } from "../store/settings-store.ts";
import { boundKeys } from "./bound-keys.ts";
import { capOf } from "./key-name.ts";
import { chosenKey } from "./keymap.ts";
import { shortcutOf } from "./use-shortcut.ts";

/** A key as its cap shows it, and what it does on this screen. */
export type KeyHelp = Readonly<{ cap: string; name: string }>;

/** Keys with the same meaning wherever they are bound. */
const always: Readonly<Record<string, string>> = {
  F1: t("help.title"),
  F2: t("help.search"),
  F3: t("help.notes"),
  F4: t("help.quantity"),
  F5: t("help.discount"),
  F6: t("help.park"),
  F8: t("help.lock"),
  F9: t("help.cash"),
  F10: t("help.card"),
  F11: t("frame.drawer"),
  F12: t("help.pay"),
  "Alt+1": t("frame.sell"),
  "Alt+2": t("frame.sales"),
  "Alt+3": t("frame.reports"),
  "Alt+4": t("frame.drawer"),
  "Alt+5": t("frame.people"),
  "Alt+6": t("frame.readers"),
  "Alt+G": t("frame.credit"),
  "Alt+S": t("frame.settings"),
  "Alt+0": t("help.theme"),
  "Alt+P": t("help.price"),
  "Alt+R": t("help.receipt"),
  "Ctrl+Z": t("help.undo"),
};

/** What keys mean where no button on the screen says it. */
const otherwise: Readonly<Record<string, string>> = {
  F7: t("frame.sales"),
  Enter: t("help.confirm"),
  Escape: t("frame.back"),
  ArrowUp: t("help.up"),
  ArrowDown: t("help.down"),
  PageUp: t("help.pageUp"),
  PageDown: t("help.pageDown"),
  Delete: t("help.remove"),
  "Ctrl+Delete": t("help.clear"),
  Backspace: t("frame.deleteDigit"),
};

const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The keys that work on this screen, read off what is bound, in the order of their names. */
export function keysHere(): readonly KeyHelp[] {
  const bound = boundKeys();
  const isPad = digits.every((digit) => bound.includes(digit));
  const single = isPad ? bound.filter((key) => !digits.includes(key)) : bound;
  const help = single
    .toSorted(byKey)
    .map((key) => ({ cap: capOf(chosen(key)), name: nameOf(key) }));
  return isPad ? [...help, { cap: "0 – 9", name: t("help.digits") }] : help;
}

/** Every word of the query is in the name or is the key. */
export function findKeys(help: readonly KeyHelp[], query: string): readonly KeyHelp[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return help.filter(({ cap, name }) => {
    const text = `${name} ${cap}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const forms = [/^F\d+$/, /^Alt/, /^Ctrl/, /^\w$/];

/** Function keys first; keys of the same form by their number or letter. */
function byKey(one: string, other: string): number {
  const isOfForm = (key: string) => forms.map((form) => form.test(key));
  const place = (key: string) => [...isOfForm(key), true].indexOf(true);
  return place(one) - place(other) || one.localeCompare(other, "en", { numeric: true });
}

function chosen(key: string): string {
  return chosenKey(key, useSettings.getState().keys);
}

function nameOf(key: string): string {
  return always[key] ?? labelOf(key) ?? otherwise[key] ?? t("help.other");
}

/** What the button with this key is called; a screen's own keys have no other name. */
function labelOf(key: string): string | null {
  const shortcut = shortcutOf(chosen(key));
  const button =
    document.querySelector(`[aria-keyshortcuts="${shortcut}" i]`) ??
    document.querySelector(`kbd[data-key="${capOf(chosen(key))}"]`)?.closest("button");
  const label = button?.getAttribute("aria-label") ?? button?.textContent.trim();
  return label === undefined || label === "" ? null : label;
}
