/** Something the reader was told, or did. */
export type ReaderLogLine = { atMs: number; what: string; detail: string };

/** What a reader does beside what the API shows of it. */
export type ReaderSide = {
  /** How long it takes until it acknowledges a command. */
  ackDelayMs: number;
  /** What becomes of the next command: its answer gets lost, or it does. */
  nextCommand: "timeout-received" | "timeout-lost" | "hardware-fault" | null;
  /** Why it takes no command now. */
  busyWith: "card-inserted" | "updating" | null;
  /** How long the bank takes. */
  authorisationMs: number;
  /** What goes wrong at the next card: power before it is sent on, or the line before the answer. */
  nextCard: "power-lost" | "answer-lost" | null;
  isAuthorising: boolean;
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
    outcome: null,
    log: [],
  };
}
