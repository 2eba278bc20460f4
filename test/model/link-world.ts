import type { PaymentReading } from "../../contract/relay-protocol.ts";
import type { PayLinkSession } from "../../contract/pay-link-protocol.ts";
import type { Payment } from "../../register/payments/payment-state.ts";
import type { PaymentRow } from "../../server/storage/rows.ts";
import type { SessionReading } from "../../server/stripe/checkouts.ts";
import type { Move as AnyMove } from "./move.ts";
import { payments, rows, type Intent } from "./state.ts";
import { intentReading, newRow, paymentIds, startedPayment } from "./world.ts";

/** What Stripe has of one payment by link: the page, and the intent once a card was typed in. */
export type AtStripe = Readonly<{
  session: PayLinkSession["status"] | null;
  intent: Intent | null;
}>;

export type Message = "start" | "cancel" | "resolve" | "abandon" | "read" | "capture";
export type Late = "create" | "expire" | "cancel" | "capture";
/** What the relay does in the payment's lane; `snapshot` is what it has read. */
export type Job = Readonly<
  | { does: "create" | "capture" | "let-go" | "end" }
  | { does: "record" | "expire" | "cancel"; snapshot: AtStripe }
>;
/** Of a capture: not ordered, to be carried out, done with money, done in vain. */
type Order = "none" | "stored" | "succeeded" | "canceled";
export type Refused = readonly ["start" | "cancel" | "capture", string];

export type LinkState = {
  budget: number;
  isOnline: boolean;
  /** By number, as all of `state.ts`. */
  till: number;
  isPaidInBook: boolean;
  isCapturedInBook: boolean;
  isCancelledInBook: boolean;
  /** What came of a payment that cash had replaced goes back by an order of its own. */
  isReturned: boolean;
  /** The sale was paid another way. */
  isCashPaid: boolean;
  isInOutbox: boolean;
  toRelay: readonly Message[];
  refused: readonly Refused[];
  /** The address was handed out: before that nobody can pay. */
  isShown: boolean;
  row: number;
  job: Job | null;
  /** Asked for in the lane, after what is done there now. */
  wantsLetGo: boolean;
  capture: Order;
  late: readonly Late[];
  at: AtStripe;
  isMarked: boolean;
  isAsked: boolean;
  mail: readonly number[];
};
export type Move = AnyMove<LinkState>;

const started: Payment = {
  ...startedPayment("alone", 0),
  ...{ via: "link", readerId: null, link: { url: null, sessionId: null } },
};
export const firstTill = payments.numberOf(started);

export const tillOf = ({ till }: LinkState): Payment => payments.must(till);
export const rowOf = ({ row }: LinkState): PaymentRow | null => rows.at(row);

export function newLinkRow(state: "starting" | "dead"): number {
  return rows.numberOf({ ...newRow("alone", 0, state), via: "link", readerId: null });
}

export function changeRow(next: LinkState, by: Partial<PaymentRow>): void {
  next.row = rows.numberOf({ ...rows.must(next.row), ...by });
}

export function mark(next: LinkState, isAsked: boolean): void {
  next.isMarked = true;
  next.isAsked ||= isAsked;
}

export const isLive = ({ at: { intent } }: LinkState): boolean =>
  intent?.status === "requires_capture" || intent?.status === "succeeded";

export function sessionReading({ session, intent }: AtStripe): SessionReading | null {
  if (session === null) return null;
  return {
    ...{ sessionId: "cs_1", status: session, attempt: paymentIds[0], amountMinor: 1_250 },
    intent: intent === null ? null : intentReading("alone", 0, intent),
  };
}

export function paymentReading(at: AtStripe): PaymentReading {
  const read = sessionReading(at);
  const session = read === null ? {} : { session: { sessionId: "cs_1", status: read.status } };
  const why = { readAtMs: 0, source: "poll", eventId: null } as const;
  return { paymentId: paymentIds[0], ...why, intent: read?.intent ?? null, ...session };
}
