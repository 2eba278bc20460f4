/** A key press, as far as a scan needs it. */
export type ScanKey = Readonly<{
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey?: boolean;
}>;

/**
 * What a keyboard-wedge scanner has typed so far, and when it typed the last character. `physical`
 * is what the same keys say on the layout that scanners are made for.
 */
export type Burst = Readonly<{ text: string; physical: string; lastAtMs: number }>;

export const noBurst: Burst = { text: "", physical: "", lastAtMs: 0 };

/** What an installer tunes to the scanner: the longest pause between two signs, the shortest code. */
export type ScanTuning = Readonly<{ longestGapMs: number; shortestCode: number }>;

/**
 * Scanners type a character every few milliseconds; the fastest hands need 50. EAN-8 is the
 * shortest code in retail; shorter runs are a fast hand on the pad.
 */
export const usualTuning: ScanTuning = { longestGapMs: 35, shortestCode: 8 };

/** A longer run is no code; the register refuses it by its length, so it need not grow for ever. */
const MAX_SCAN = 4_096;

const GROUP_SEPARATOR = "\u001d";

/** Adds a character to the burst, or begins a new one where the pause was a person's. */
export function nextBurst(
  burst: Burst,
  pressed: ScanKey,
  { atMs, tuning = usualTuning }: Readonly<{ atMs: number; tuning?: ScanTuning }>,
): Burst {
  // Scanners hold Shift for capitals and Ctrl for control signs; neither is a character or an end.
  if (pressed.key === "Shift" || pressed.key === "Control") return burst;
  const sign = signOf(pressed);
  if (sign === undefined) return noBurst;
  const isGoingOn = burst.text !== "" && atMs - burst.lastAtMs <= tuning.longestGapMs;
  const before = isGoingOn ? burst : noBurst;
  if (before.text.length >= MAX_SCAN) return { ...before, lastAtMs: atMs };
  return {
    text: before.text + sign,
    physical: before.physical + (sign === GROUP_SEPARATOR ? sign : physicalSign(pressed)),
    lastAtMs: atMs,
  };
}

/** The code, when Enter closes a burst that only a scanner can have typed. */
export function scannedCode(
  burst: Burst,
  enterAtMs: number,
  { longestGapMs, shortestCode }: ScanTuning = usualTuning,
): string | null {
  const isInTime = enterAtMs - burst.lastAtMs <= longestGapMs;
  if (!isInTime || burst.text.length < shortestCode) return null;
  return hasForeignDigits(burst) ? burst.physical : burst.text;
}

/**
 * Between a clerk's last letter and a scan's first lies at least the way of a hand. A shorter pause
 * is the screen's own, in the middle of a code, and nothing before it may be cut off.
 */
const HAND_TO_SCANNER_MS = 300;

/**
 * So many characters in a scanner's pace are the beginning of a code, however long a busy machine
 * then holds the rest back: half a code could be another article's.
 */
const BEGINNING = 4;

/** Whether a burst that begins now is a scan of its own, or goes on with what was typed before. */
export function isApartFrom({ text, lastAtMs }: Burst, atMs: number): boolean {
  return atMs - lastAtMs > HAND_TO_SCANNER_MS && text.length < BEGINNING;
}

/** A group separator comes as Ctrl and `]`, or as the sign itself. With Alt alone it is a clerk's. */
function signOf({ key, code, ctrlKey, altKey = false }: ScanKey): string | undefined {
  if (altKey && !ctrlKey) return undefined;
  if (ctrlKey) return code === "BracketRight" ? GROUP_SEPARATOR : undefined;
  return key.length === 1 ? key : undefined;
}

/** A layout like the French has signs where scanners press digits: then the keys count, not the signs. */
function hasForeignDigits({ text, physical }: Burst): boolean {
  const digits = Array.from(physical).flatMap((sign, at) => (/\d/.test(sign) ? [text[at]] : []));
  return digits.length > 0 && digits.every((sign) => sign !== undefined && !/\d/.test(sign));
}

/** Beside letters and digits: the key alone, and with Shift. */
const signKeys: Readonly<Record<string, string>> = {
  ...{ Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Comma: ",<", Semicolon: ";:" },
  ...{ BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Quote: "'\"", Backquote: "`~" },
  ...{ Space: "  " },
};
const shiftedDigits = ")!@#$%^&*(";

function physicalSign({ key, code, shiftKey }: ScanKey): string {
  const [, digit, letter] = /^(?:Digit(\d)|Key([A-Z]))$/.exec(code) ?? [];
  const pair =
    signKeys[code] ??
    (digit && `${digit}${shiftedDigits.charAt(Number(digit))}`) ??
    (letter && `${letter.toLowerCase()}${letter}`);
  return pair?.charAt(shiftKey ? 1 : 0) ?? key;
}
