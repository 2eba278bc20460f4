import { locale } from "./locale.ts";

/** "16:08" on the till's own clock. */
export function formatTime(atMs: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

/** "16:08:41", where the second matters. */
export function formatClock(atMs: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return format.format(atMs);
}

/** "16:08:41.204", where the order of two things is the question. */
export function formatInstant(atMs: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  });
  return format.format(atMs);
}

/** "20 Nov", where the weekday has no room. */
export function formatDate(atMs: number): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(atMs);
}

/** "Fri 20 Nov". */
export function formatDay(atMs: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return format.format(atMs).replace(",", "");
}

/** "20 Nov 2026, 16:08:41", as a receipt needs it. */
export function formatMoment(atMs: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return format.format(atMs);
}
