import type { PaymentId, SaleId } from "./ids.ts";
import type { TimelineItem } from "./payment-views.ts";

/** An entry as the book seals it: `hash` is SHA-256 of `previousHash`, a line feed and `content`. */
export type CertifiedEntry = Readonly<{
  seq: number;
  type: string;
  atMs: number;
  content: string;
  previousHash: string;
  hash: string;
  /** The seal of the entry after it; null at the head. */
  nextHash: string | null;
}>;

export type CertifiedRefund = Readonly<{
  refundId: string;
  stripeRefundId: string | null;
  amountMinor: number;
  state: string;
  failureReason: string | null;
}>;

/**
 * Why a certificate is not verified, and at which entry. `no-entry`: the book tells of no such payment;
 * `entry`: one was changed, or does not follow; `witness-ahead`: the book ends before what its witness
 * has seen; `witness-differs`: the witness has seen another entry.
 */
export type CertificateFault = Readonly<{
  code: "no-entry" | "entry" | "witness-ahead" | "witness-differs";
  seq: number;
}>;

/**
 * All that this register knows of one payment: Stripe's ids, what was seen of it and by which
 * source, what of that counted, and the ledger's entries with their seals, proven when it was made.
 */
export type CertificateView = Readonly<{
  certificate: 1;
  madeAtMs: number;
  registerId: string;
  paymentId: PaymentId;
  saleId: SaleId;
  phase: string;
  amountMinor: number;
  tipMinor: number;
  currency: string;
  stripe: Readonly<{
    connection: string;
    readerId: string;
    paymentIntentId: string | null;
    chargeIds: readonly string[];
    refunds: readonly CertifiedRefund[];
    /** The events that brought a reading, each once. */
    eventIds: readonly string[];
  }>;
  /** Oldest first; `counted` is false for what changed nothing. */
  states: readonly TimelineItem[];
  entries: readonly CertifiedEntry[];
  head: Readonly<{ seq: number; hash: string }>;
  /** The newest head that stands outside the book; null where none is kept. */
  witness: Readonly<{ seq: number; hash: string }> | null;
  /**
   * From the first of these entries to the head and the witness. `reason` says in English what is
   * wrong, `fault` to a program.
   */
  verified: Readonly<{
    isVerified: boolean;
    reason: string | null;
    fault: CertificateFault | null;
    links: number;
  }>;
}>;

/** What an export wrote, by name, in the register's folder `exports`. */
export type CertificateFilesView = Readonly<{ json: string; html: string }>;
