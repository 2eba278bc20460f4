/** What a pad or the keyboard's digits can do to an entry. */
export type DigitKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "00" | "delete";

/** Ten digits are 99,999,999.99: more than any drawer holds, less than an amount may be. */
export const MAX_DIGITS = 10;

/**
 * The next state of a cents-first entry. It holds digits only, without leading zeros, and the
 * amount is always those digits in minor units: 2, 0, 0, 0 is 20.00.
 */
export function nextDigits(digits: string, key: DigitKey, maxDigits = MAX_DIGITS): string {
  if (key === "delete") return digits.slice(0, -1);
  const next = (digits + key).replace(/^0+/, "");
  return next.length > maxDigits ? digits : next;
}

/** The entry as whole minor units, or as a plain count; nothing entered is 0. */
export function digitsValue(digits: string): number {
  return digits === "" ? 0 : Number(digits);
}
