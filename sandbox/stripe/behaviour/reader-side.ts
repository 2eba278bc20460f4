import type { Presentation } from "./presentation.ts";

/** Something the reader was told, or did. */
export type ReaderLogLine = { atMs: number; what: string; detail: string };

/** The tap was refused and the chip is wanted, or a PIN is. */
export type ReaderPrompt =
  { kind: "insert"; presentation: Presentation } | { kind: "pin"; presentation: Presentation };

/** A card is good for its payment for half a minute. */
export type CollectedCard = { intentId: string; presentation: Presentation; atMs: number };

/** What a reader does beside what the API shows of it. */
export type ReaderSide = {
  /** How long it takes until it acknowledges a command. */
  ackDelayMs: number;
  /** What becomes of the next command: its answer gets lost, or it does. */
  nextCommand: "timeout-received" | "timeout-lost" | "hardware-fault" | null;
  /** Why it takes no command now. */
  busyWith: "card-inserted" | "updating" | "settings" | null;
  /** How long the bank takes. */
  authorisationMs: number;
  /** What goes wrong at the next card: power before the bank or after it, or the line. */
  nextCard: "power-lost" | "power-lost-after" | "answer-lost" | null;
  isAuthorising: boolean;
  /** Whether a card that this action saves may be shown again; older states lack it. */
  redisplay?: "always" | "limited" | "unspecified" | null;
  /** The tip that was chosen on the glass for the payment that waits; null while nobody chose. */
  tipMinor: number | null;
  /** What the reader asks of the cardholder between the card and the bank. */
  prompt: ReaderPrompt | null;
  /** A card that was read for a payment that is confirmed in a second step. */
  collected: CollectedCard | null;
  /** The last outcome on the screen. */
  outcome: ReaderOutcome | null;
  /** Newest first. */
  log: ReaderLogLine[];
};

export type ReaderOutcome = {
  atMs: number;
  kind: "approved" | "declined" | "canceled" | "failed";
  message: string;
  amount: number;
  currency: string;
  isCardInserted: boolean;
};

export function newReaderSide(): ReaderSide {
  return {
    ackDelayMs: 0,
    nextCommand: null,
    busyWith: null,
    authorisationMs: 0,
    nextCard: null,
    isAuthorising: false,
    redisplay: null,
    tipMinor: null,
    prompt: null,
    collected: null,
    outcome: null,
    log: [],
  };
}
