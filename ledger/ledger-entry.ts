import { z } from "zod";
import * as day from "./entries/day.ts";
import * as parts from "./entries/parts.ts";
import * as payments from "./entries/payments.ts";
import * as people from "./entries/people.ts";
import * as sales from "./entries/sales.ts";
import * as signing from "./entries/signing.ts";
import * as credit from "./entries/store-credit.ts";

export type { DayClosed, Denomination, PerpetualTotals, ZSignature } from "./entries/day.ts";
export type { CanonicalValue, Late, RefundedLine, TaxPart, TaxShare } from "./entries/fields.ts";
export type { PaymentVoided, TenderReturned, TenderTaken } from "./entries/parts.ts";
export type { RefundAccepted, RefundFailed, RefundStarted } from "./entries/payments.ts";
export type {
  Lot,
  RefundPaid,
  SaleCompleted,
  SoldLine,
  Tender,
  VoidedLine,
} from "./entries/sales.ts";
export type { Correction, CreditToppedUp } from "./entries/store-credit.ts";

/** The book's vocabulary: every fact that a register can hold. Readers accept all old shapes. */
export const LedgerEntry = z.discriminatedUnion("type", [
  sales.LedgerOpened,
  sales.SaleCompleted,
  sales.SaleVoided,
  sales.LinesVoided,
  sales.RefundPaid,
  sales.TrainingSale,
  payments.PaymentStarted,
  payments.PaymentDeclined,
  payments.PaymentAuthorised,
  payments.PaymentCaptured,
  payments.PaymentReplaced,
  payments.TipAsked,
  payments.PaymentCancelled,
  parts.TenderTaken,
  parts.TenderReturned,
  parts.VoidStarted,
  parts.HoldAccepted,
  parts.HoldRaiseStarted,
  parts.HoldRaised,
  parts.HoldRaiseRefused,
  parts.PaymentVoided,
  payments.RefundStarted,
  payments.RefundAccepted,
  payments.RefundFailed,
  day.SessionOpened,
  day.CashMoved,
  day.DrawerCounted,
  day.SessionClosed,
  day.DayClosed,
  people.UserChanged,
  people.UserSignedIn,
  people.UserSignedOut,
  people.SignInFailed,
  people.UserLocked,
  people.OverrideGranted,
  people.OverrideUsed,
  people.NoSale,
  people.DrawerOpened,
  people.ReceiptReprinted,
  people.ConfigurationChanged,
  people.ClockJumped,
  people.SumsRebuilt,
  people.TrainingStarted,
  people.TrainingEnded,
  credit.CreditOpened,
  credit.CreditToppedUp,
  credit.ReservationReleased,
  credit.Correction,
  signing.SigningKeyAnnounced,
  signing.SigningDeviceRecord,
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export type EntryOf<Type extends LedgerEntry["type"]> = Extract<LedgerEntry, { type: Type }>;

const bySale = ({ saleId }: Readonly<{ saleId: string }>) => saleId;
const bySession = ({ sessionId }: Readonly<{ sessionId: string }>) => sessionId;
const byUser = ({ userId }: Readonly<{ userId: string }>) => userId;
const byApproval = ({ approvalId }: Readonly<{ approvalId: string }>) => approvalId;
const byAccount = ({ accountId }: Readonly<{ accountId: string }>) => accountId;

const subjects: {
  readonly [Type in LedgerEntry["type"]]: (entry: EntryOf<Type>) => string;
} = {
  "ledger-opened": ({ registerId }) => registerId,
  "sale-completed": bySale,
  "sale-voided": bySale,
  "lines-voided": bySale,
  "refund-paid": bySale,
  "training-sale": bySale,
  "payment-started": bySale,
  "payment-replaced": bySale,
  "tip-asked": bySale,
  "payment-declined": bySale,
  "payment-authorised": bySale,
  "payment-captured": bySale,
  "payment-cancelled": bySale,
  "tender-taken": bySale,
  "tender-returned": bySale,
  "void-started": bySale,
  "hold-accepted": bySale,
  "hold-raise-started": bySale,
  "hold-raised": bySale,
  "hold-raise-refused": bySale,
  "payment-voided": bySale,
  "refund-started": bySale,
  "refund-accepted": bySale,
  "refund-failed": bySale,
  "session-opened": bySession,
  "cash-moved": bySession,
  "drawer-counted": bySession,
  "session-closed": bySession,
  "day-closed": () => "day",
  "user-changed": byUser,
  "user-signed-in": byUser,
  "user-signed-out": byUser,
  "sign-in-failed": byUser,
  "user-locked": byUser,
  "override-granted": byApproval,
  "override-used": byApproval,
  "no-sale": byUser,
  "drawer-opened": ({ saleId, userId }) => saleId ?? userId,
  "receipt-reprinted": bySale,
  "configuration-changed": ({ what }) => what,
  "clock-jumped": () => "clock",
  "sums-rebuilt": () => "sums",
  "training-started": byUser,
  "training-ended": byUser,
  "credit-opened": byAccount,
  "credit-topped-up": byAccount,
  "reservation-released": ({ reservationId }) => reservationId,
  correction: ({ correctionId }) => correctionId,
  "signing-key-announced": ({ keyId }) => keyId,
  "signing-device-record": ({ saleId }) => saleId ?? "signing-device",
};

/**
 * What an entry is about: its id leads to all entries of the same thing, so those of one sale, its
 * payments and its refunds stand together.
 */
export function subjectOf(entry: LedgerEntry): string {
  return (subjects[entry.type] as (entry: LedgerEntry) => string)(entry);
}
