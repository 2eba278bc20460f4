const DIGIT = /\p{Nd}/gu;

/**
 * Digits of any script as the till reckons with them, and full-width signs as their usual ones: what
 * an Arabic keyboard or a Japanese input method types is a number, too.
 */
export function asciiDigits(text: string): string {
  return text.normalize("NFKC").replaceAll(DIGIT, (digit) => String(valueOf(digit)));
}

/** Each script's digits stand in a row of ten, from its zero on. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
