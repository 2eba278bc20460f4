import type { CreditAccountId, PaymentId } from "./ids.ts";
import type { Money } from "./money.ts";

export type CashTenderView = Readonly<{
  tender: "cash";
  /** What this tender settles, cash rounding included. */
  amount: Money;
  given: Money;
  change: Money;
}>;

/** What a network wants on the paper of a chip card. */
export type EmvLine = "application" | "aid" | "account" | "approval" | "verified-by";

export type CardTenderView = Readonly<{
  tender: "card";
  paymentId: PaymentId;
  /** What this tender settles, without the tip. */
  amount: Money;
  tip: Money;
  brand: string | null;
  last4: string | null;
  readMethod: string | null;
  /** The EMV lines that networks require on a receipt: which, and the card's own value. */
  emvLines: readonly (readonly [line: EmvLine, value: string])[];
}>;

/** Paid by card on a page, not on a reader. */
export type LinkTenderView = Readonly<{
  tender: "link";
  paymentId: PaymentId;
  amount: Money;
  brand: string | null;
  last4: string | null;
}>;

export type StoreCreditTenderView = Readonly<{
  tender: "store-credit";
  amount: Money;
  accountId: CreditAccountId;
}>;

/** A tender that the shop named itself. */
export type OtherTenderView = Readonly<{
  tender: "other";
  amount: Money;
  name: string;
  reference: string | null;
}>;

export type TenderView =
  CashTenderView | CardTenderView | LinkTenderView | StoreCreditTenderView | OtherTenderView;

/** A tender of a sale that is not complete. It can be taken back. */
export type TakenView = Readonly<{
  partId: PaymentId;
  tender: TenderView;
  /** Its hold is being let go of, which Stripe has not shown yet. */
  isReturning: boolean;
  /** Its bank may be asked to hold what is left, too. */
  isRaisable?: true;
  /** The bank would not hold more: the hold is as it was. */
  isRaiseRefused?: true;
  /** What the bank is asked to hold instead, tips apart; Stripe has not shown yet whether it does. */
  raisingTo?: Money;
}>;
