import type { DigitKey } from "../format/digits-entry.ts";
import type { KeyBindings } from "./use-keys.ts";

const digits: readonly DigitKey[] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The keyboard's digits and Backspace do what the pad on the screen does. */
export function digitBindings(onKey: (key: DigitKey) => void): KeyBindings {
  const typed = digits.map((digit) => [digit, () => onKey(digit)] as const);
  return Object.fromEntries([...typed, ["Backspace", () => onKey("delete")] as const]);
}
