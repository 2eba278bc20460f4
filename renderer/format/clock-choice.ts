const STORAGE_KEY = "tillside-clock";

/** "language": as the language of the page writes times. */
export const clocks = ["language", "24", "12"] as const;
export type Clock = (typeof clocks)[number];

/** Of this page, for as long as it is loaded: times are formatted by it from the start. */
export const clock: Clock = kept();

/** What every format of a time of day takes of it. */
export const hours: Pick<Intl.DateTimeFormatOptions, "hourCycle"> =
  clock === "language" ? {} : { hourCycle: clock === "24" ? "h23" : "h12" };

/** Loads the page again with the other clock; the sale is a row of the register's. */
export function chooseClock(chosen: Clock): void {
  localStorage.setItem(STORAGE_KEY, chosen);
  window.location.reload();
}

function kept(): Clock {
  const text = typeof localStorage === "undefined" ? null : localStorage.getItem(STORAGE_KEY);
  return clocks.find((one) => one === text) ?? "language";
}
