export const DAY_SECONDS = 24 * 60 * 60;
export const DAY_MS = DAY_SECONDS * 1000;

/** Midnight UTC at or before a moment, in Unix seconds. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS;
}

/** The next day on which banks work; their holidays are not known here. */
export function nextBankDay(seconds: number): number {
  let day = dayOf(seconds) + DAY_SECONDS;
  while (isWeekend(day)) day += DAY_SECONDS;
  return day;
}

/** 1970 began on a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (day / DAY_SECONDS + 4) % 7;
  return weekday === 0 || weekday === 6;
}
