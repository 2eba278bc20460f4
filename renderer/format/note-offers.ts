/** How many amounts beside the exact one are offered. */
const MAX_OFFERS = 4;

/**
 * What a customer is likely to hand over for `dueMinor`, ascending, without the exact amount: the
 * next multiple of each note, and large notes topped up by one smaller note (50 + 20 for 52.65).
 */
export function noteOffers(dueMinor: number, notesMinor: readonly number[]): number[] {
  if (dueMinor <= 0) return [];
  const multiples = notesMinor.map((note) => Math.ceil(dueMinor / note) * note);
  const toppedUp = notesMinor.flatMap((large) => {
    const base = Math.floor(dueMinor / large) * large;
    // Who can pay to the cent with large notes does not add a small one.
    if (base === 0 || base === dueMinor) return [];
    return notesMinor.filter((note) => note < large).map((note) => base + note);
  });
  const offers = new Set([...multiples, ...toppedUp].filter((offer) => offer > dueMinor));
  return [...offers].sort((a, b) => a - b).slice(0, MAX_OFFERS);
}
