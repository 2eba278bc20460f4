import type { readerRefundEnds } from "../../contract/reader-refund-protocol.ts";
import type { ReaderRefundRow } from "../storage/rows.ts";

type End = (typeof readerRefundEnds)[number];

/** What Stripe shows of a refund at a reader, read in this order: the reader, then the refunds. */
export type Seen = Readonly<{
  /** `other`: the reader is idle, or at something else. `unread`: it could not be asked. */
  action: "going-on" | "succeeded" | "failed" | "other" | "unread";
  /** Of an action that failed. */
  failureCode: string | null;
  /** The refund that it made; null where there is none; undefined where that was not read. */
  stripeRefundId: string | null | undefined;
}>;

export type Verdict =
  | Readonly<{ kind: "wait" }>
  | Readonly<{ kind: "found"; stripeRefundId: string }>
  | Readonly<{ kind: "none"; code: string }>;

/** A command without an answer may still be on its way to the reader for so long. */
export const COMMAND_LATE_MS = 30_000;
/**
 * A window that is lost has let its reader go by then: it asks for a card for three minutes and
 * waits for the bank for one and a half.
 */
export const WINDOW_LATE_MS = 330_000;

const wait = { kind: "wait" } as const;
const none = (code: End | (string & {})) => ({ kind: "none", code }) as const;

/**
 * Money that went back is a refund that Stripe lists; nothing went back only where the reader is
 * proven not to be at it any more and no refund is listed after that. Everything else waits.
 * `lookedAtMs` is when the look began, before the reader was read. Pure.
 */
export function readerRefundVerdict(row: ReaderRefundRow, seen: Seen, lookedAtMs: number): Verdict {
  const { stripeRefundId } = seen;
  if (stripeRefundId === undefined) return wait;
  if (stripeRefundId !== null) return { kind: "found", stripeRefundId };
  const ageMs = lookedAtMs - row.startedAtMs;
  return row.via === "direct" ? directVerdict(row, ageMs) : relayVerdict(row, seen, ageMs);
}

function directVerdict({ letGo }: ReaderRefundRow, ageMs: number): Verdict {
  if (letGo !== null) return none(letGo);
  return ageMs > WINDOW_LATE_MS ? none("refund-not-seen") : wait;
}

function relayVerdict(row: ReaderRefundRow, { action, failureCode }: Seen, ageMs: number): Verdict {
  switch (action) {
    case "failed":
      return none(failureCode ?? "refund-cancelled");
    case "other":
      if (row.isAnswered) return none("refund-cancelled");
      return ageMs > COMMAND_LATE_MS ? none("refund-never-started") : wait;
    default:
      return wait;
  }
}
