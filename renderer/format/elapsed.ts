import { t } from "../i18n/t.ts";

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** A no-break space stands before each unit. */
const spans = {
  seconds: (count: number) => t("span.seconds", { number: count }),
  minutes: (count: number) => t("span.minutes", { number: count }),
  hours: (count: number) => t("span.hours", { number: count }),
};

/** Whole seconds that have gone by; a clock that was set back counts as no time. */
export function secondsSince(fromMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - fromMs) / SECOND_MS));
}

/** Whole seconds that are left, so that "1 s" is said until the moment itself. */
export function secondsUntil(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / SECOND_MS));
}

/** How much of a span is over, 0 to 1. */
export function shareOf(span: Readonly<{ fromMs: number; toMs: number }>, nowMs: number): number {
  const { fromMs, toMs } = span;
  if (toMs <= fromMs) return 1;
  return Math.min(1, Math.max(0, (nowMs - fromMs) / (toMs - fromMs)));
}

/** "12 s": waiting is counted in seconds, however long it takes. */
export function formatSeconds(seconds: number): string {
  return spans.seconds(seconds);
}

/** "31 s", "2 min", "3 h": how long something has been so, in its largest unit. */
export function formatSpan(seconds: number): string {
  if (seconds < MINUTE_S) return formatSeconds(seconds);
  if (seconds < HOUR_S) return spans.minutes(Math.floor(seconds / MINUTE_S));
  return spans.hours(Math.floor(seconds / HOUR_S));
}
