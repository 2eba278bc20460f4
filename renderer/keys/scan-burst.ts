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

/** Whose keys the scanner presses: a US keyboard's, those of this layout, or to be found out. */
export const scannerKeys = ["detect", "us", "typed"] as const;
export type ScannerKeys = (typeof scannerKeys)[number];

/** What an installer tunes to the scanner: the longest pause between two signs, the shortest code. */
export type ScanTuning = Readonly<{
  longestGapMs: number;
  shortestCode: number;
  keys: ScannerKeys;
}>;

/**
 * Scanners type a character every few milliseconds; the fastest hands need 50. EAN-8 is the
 * shortest code in retail; shorter runs are a fast hand on the pad.
 */
export const usualTuning: ScanTuning = { longestGapMs: 35, shortestCode: 8, keys: "detect" };

/** A longer run is no code; the register refuses it by its length, so it need not grow for ever. */
const MAX_SCAN = 4_096;

const GROUP_SEPARATOR = "\u001d";

/**
 * Scanners hold Shift for capitals, Ctrl for control signs, AltGr for signs of some layouts; none is
 * a character or an end.
 */
const held = new Set(["Shift", "Control", "AltGraph"]);

/** Adds a character to the burst, or begins a new one where the pause was a person's. */
export function nextBurst(
  burst: Burst,
  pressed: ScanKey,
  { atMs, tuning = usualTuning }: Readonly<{ atMs: number; tuning?: ScanTuning }>,
): Burst {
  if (held.has(pressed.key)) return burst;
  const sign = signOf(pressed);
  if (sign === undefined) return noBurst;
  const isGoingOn = burst.text !== "" && atMs - burst.lastAtMs <= tuning.longestGapMs;
  const before = isGoingOn ? burst : noBurst;
  if (before.text.length >= MAX_SCAN) return { ...before, lastAtMs: atMs };
  return {
    text: before.text + sign,
    physical: before.physical + (sign === GROUP_SEPARATOR ? sign : (usSign(pressed) ?? sign)),
    lastAtMs: atMs,
  };
}

/** The code, when Enter closes a burst that only a scanner can have typed. */
export function scannedCode(
  burst: Burst,
  enterAtMs: number,
  { longestGapMs, shortestCode, keys }: ScanTuning = usualTuning,
): string | null {
  const isInTime = enterAtMs - burst.lastAtMs <= longestGapMs;
  return isInTime && burst.text.length >= shortestCode ? readBurst(burst, keys) : null;
}

/**
 * What was scanned. Where it has to be found out, the characters count as long as a barcode can have
 * them: a scanner set to this layout types them right, and its keys alone would not say so.
 */
export function readBurst(burst: Burst, keys: ScannerKeys): string {
  const isUs = keys === "us" || (keys === "detect" && isOfOtherLayout(burst));
  return isUs ? burst.physical : burst.text;
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

/** Two keys within a scanner's pause are no hand's. */
const FASTER_THAN_A_HAND = 2;

/**
 * What of a code stands before a burst that begins now, in one piece or in several. One sign alone
 * may be a clerk's, of "3 x" before a scan, say; and after a hand's pause it is another matter.
 */
export function headOf(head: Burst, earlier: Burst, atMs: number): Burst {
  if (atMs - earlier.lastAtMs > HAND_TO_SCANNER_MS) return noBurst;
  const isHands = head.text === "" && earlier.text.length < FASTER_THAN_A_HAND;
  return isHands ? noBurst : joined(head, earlier);
}

export function joined(head: Burst, tail: Burst): Burst {
  return { ...tail, text: head.text + tail.text, physical: head.physical + tail.physical };
}

/** A group separator comes as Ctrl and `]`, or as the sign itself. With Alt alone it is a clerk's. */
function signOf(pressed: ScanKey): string | undefined {
  const { key, code, ctrlKey, altKey = false } = pressed;
  if (altKey && !ctrlKey) return undefined;
  if (ctrlKey) return code === "BracketRight" ? GROUP_SEPARATOR : undefined;
  if (key.length === 1) return key;
  return isUnread(key) ? usSign(pressed) : undefined;
}

/**
 * The key's character is not told: an input method took it, an accent waits for its letter, or one
 * key types two letters.
 */
function isUnread(key: string): boolean {
  return key === "Process" || key === "Unidentified" || key === "Dead" || /\P{ASCII}/u.test(key);
}

/** The key that ends a scan, though an input method may have taken it. */
export function isScanEnd({ key, code }: Pick<ScanKey, "key" | "code">): boolean {
  return key === "Enter" || (isUnread(key) && /^(?:Numpad)?Enter$/.test(code));
}

/**
 * A layout has other signs where scanners press: no digit came as one, as on the French, or there
 * are letters that no barcode has. Then the keys count, not the signs.
 */
function isOfOtherLayout(burst: Burst): boolean {
  return /\P{ASCII}/u.test(burst.text) || hasForeignDigits(burst);
}

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

/** What the key says on a US keyboard; undefined for one that has no sign there. */
function usSign({ code, shiftKey }: ScanKey): string | undefined {
  const [, digit, letter] = /^(?:Digit(\d)|Key([A-Z]))$/.exec(code) ?? [];
  const pair =
    signKeys[code] ??
    (digit && `${digit}${shiftedDigits.charAt(Number(digit))}`) ??
    (letter && `${letter.toLowerCase()}${letter}`);
  return pair?.charAt(shiftKey ? 1 : 0);
}
