/** What a keyboard-wedge scanner has typed so far, and when it typed the last character. */
export type Burst = Readonly<{ text: string; lastAtMs: number }>;

export const noBurst: Burst = { text: "", lastAtMs: 0 };

/** Scanners type a character every few milliseconds; the fastest hands need 50. */
const LONGEST_GAP_MS = 35;

/** EAN-8 is the shortest code in retail. Shorter runs are a fast hand on the pad. */
const SHORTEST_CODE = 8;

/** Adds a character to the burst, or begins a new one where the pause was a person's. */
export function nextBurst(burst: Burst, key: string, atMs: number): Burst {
  // Scanners hold Shift for capitals; it is no character and no end.
  if (key === "Shift") return burst;
  if (key.length !== 1) return noBurst;
  const isGoingOn = burst.text !== "" && atMs - burst.lastAtMs <= LONGEST_GAP_MS;
  return { text: isGoingOn ? burst.text + key : key, lastAtMs: atMs };
}

/** The code, when Enter closes a burst that only a scanner can have typed. */
export function scannedCode(burst: Burst, enterAtMs: number): string | null {
  const isInTime = enterAtMs - burst.lastAtMs <= LONGEST_GAP_MS;
  return isInTime && burst.text.length >= SHORTEST_CODE ? burst.text : null;
}
