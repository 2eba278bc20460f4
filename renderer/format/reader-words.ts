import type { ReaderTrouble } from "../../contract/reader-views.ts";

export type ReaderTroubleWords = Readonly<{ cause: string; advice: string }>;

const troubles: Readonly<Record<ReaderTrouble, ReaderTroubleWords>> = {
  "no-window": {
    cause: "The page that drives the reader is not open.",
    advice: "Load this window again. Or drive the reader through the relay.",
  },
  "load-failed": {
    cause: "Stripe’s program for the reader could not be loaded from the internet.",
    advice: "It is tried again by itself. Is the internet there? Cash works meanwhile.",
  },
  "lease-held": {
    cause: "Another till drives this reader.",
    advice: "Have it let go there, or choose another reader here.",
  },
  "in-use": {
    cause: "The reader is connected to another till.",
    advice: "Have it let go there, or choose another reader here.",
  },
  "no-token": {
    cause: "The relay gave no key for the reader.",
    advice: "It is tried again by itself. If it stays so, have the relay’s log looked at.",
  },
  "no-reader": {
    cause: "The reader was not found at its location.",
    advice: "Is it switched on and in this network? It is looked for again by itself.",
  },
  network: {
    cause: "This till cannot reach the reader over the network.",
    advice: "Are both in the same network? A guest network or a DNS filter may part them.",
  },
  "reader-trouble": {
    cause: "The reader answers with an error of its own.",
    advice: "Wait a moment. If it stays so, switch it off and on.",
  },
  "reader-outdated": {
    cause: "The reader’s software is too old.",
    advice: "Leave it on its stand to update, then choose it again.",
  },
  busy: {
    cause: "The reader is busy with something else.",
    advice: "When it shows its start screen it is tried again by itself.",
  },
  "cards-offline": {
    cause: "The relay does not answer, so nothing is known of the reader.",
    advice: "Look at the relay first.",
  },
  unknown: {
    cause: "The reader did not connect, and gave no reason that this till knows.",
    advice: "It is tried again by itself. Or drive the reader through the relay.",
  },
};

export function readerTroubleWords(
  trouble: ReaderTrouble | null,
  name: string,
): ReaderTroubleWords {
  if (trouble !== null) return troubles[trouble];
  return { cause: `${name} is not connected yet.`, advice: "It is connected by itself." };
}
