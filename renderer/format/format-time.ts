import { hours } from "./clock-choice.ts";
import { locale } from "./locale.ts";

const time = new Intl.DateTimeFormat(locale, { ...hours, hour: "2-digit", minute: "2-digit" });
const clock = new Intl.DateTimeFormat(locale, {
  ...hours,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
/** Of 24 hours in every language: a column of them has one width. */
const instant = new Intl.DateTimeFormat(locale, {
  hourCycle: "h23",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const moment = new Intl.DateTimeFormat(locale, {
  ...hours,
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** "16:08" on the till's own clock. */
export function formatTime(atMs: number): string {
  return time.format(atMs);
}

/** "16:08:41", where the second matters. */
export function formatClock(atMs: number): string {
  return clock.format(atMs);
}

/** "16:08:41.204", where the order of two things is the question. */
export function formatInstant(atMs: number): string {
  return instant.format(atMs);
}

/** "20 Nov", where the weekday has no room. */
export function formatDate(atMs: number): string {
  return date.format(atMs);
}

/** "Fri 20 Nov". */
export function formatDay(atMs: number): string {
  return day.format(atMs).replace(",", "");
}

/** "20 Nov 2026, 16:08:41", as a receipt needs it. */
export function formatMoment(atMs: number): string {
  return moment.format(atMs);
}
