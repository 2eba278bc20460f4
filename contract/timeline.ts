import type { RelayRefusal } from "./relay-protocol.ts";

/** What can be seen of a payment, beside what the relay refuses. Each has its words in every language. */
export const timelineCodes = [
  "started",
  "another-card",
  "cancel-requested",
  "void-requested",
  "raise-requested",
  "tip-asked",
  "replaced-by-cash",
  "accepted-as-it-is",
  "page-made",
  "hold-unordered",
  "on-reader",
  "card-in-process",
  "sight-lost",
  "reader-ended",
  "intent-read",
  "page-read",
  "dispute",
  "early-fraud-warning",
  "review",
] as const;
export type TimelineCode = (typeof timelineCodes)[number];

/** Why nobody watched a payment any more. */
export const sightLosses = [
  "line-lost",
  "till-restarted",
  "relay-silent",
  "reader-left",
  "reader-page-missing",
  "reader-page-lost",
  "reader-unsure",
] as const;
export type SightLoss = (typeof sightLosses)[number];

/** A code, and what it is about where the code alone does not say it: `intent-read:succeeded`. */
export type TimelineFact = TimelineCode | RelayRefusal | `${TimelineCode}:${string}`;

export function isTimelineCode(code: string): code is TimelineCode {
  return (timelineCodes as readonly string[]).includes(code);
}

/** Of a book of before there were codes it is that book's own words, and `value` is null. */
export function readFact(what: string): Readonly<{ code: string; value: string | null }> {
  const at = what.indexOf(":");
  const code = at < 0 ? what : what.slice(0, at);
  if (at < 0 || !isTimelineCode(code)) {
    return { code: what, value: null };
  }
  return { code, value: what.slice(at + 1) };
}
