import type { CreditAccountId, ReservationId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";
import type { CreditMoveRead } from "./reservation-protocol.ts";

/** A customer's store credit. The balance is the relay's: null until it has answered. */
export type CreditAccountView = Readonly<{
  accountId: CreditAccountId;
  /** Empty for an account that another register opened. */
  name: string;
  balance: Money | null;
  /** The balance less what tills hold for sales that are not finished. */
  available: Money | null;
}>;

/**
 * A sale that is being paid by store credit. `asked`: the relay has not yet answered, and the sale
 * is locked. `spent`: the sale is in the ledger. Else nothing was taken.
 */
export type CreditSpendView = Readonly<{
  reservationId: ReservationId;
  saleId: SaleId;
  accountId: CreditAccountId;
  amount: Money;
  phase: "asked" | "spent" | "refused" | "released";
  /** Why nothing was taken. */
  refusal: string | null;
  /** What could be spent, as the relay said it with its answer. */
  available: Money | null;
}>;

/** One movement of an account. `amount` is signed: what adds is positive. */
export type CreditMoveView = Readonly<
  Pick<CreditMoveRead, "movementId" | "amount" | "atMs" | "saleId" | "receiptNumber" | "by"> & {
    /** Null where the relay only knows that it moved. */
    kind: CreditMoveRead["kind"];
    /** Who did it: the name where this till knows it, else the id. */
    clerk: string | null;
    /** The number of the till, as it stands on receipts; null where it is not known. */
    registerNumber: number | null;
    isHere: boolean;
  }
>;

/** Where older movements of a list go on: at the relay's number of one, or at this book's. */
export type CreditCursor = Readonly<{ source: "shop" | "till"; number: number }>;

/**
 * A page of an account's history, newest first. `till`: what this register's book alone knows of
 * it; `shop`: what all copied books tell. While `isAsked`, the relay's is still to come.
 */
export type CreditHistoryView = Readonly<{
  accountId: CreditAccountId;
  source: CreditCursor["source"];
  isAsked: boolean;
  /** The page that it is: what was asked for. */
  before: CreditCursor | null;
  moves: readonly CreditMoveView[];
  next: CreditCursor | null;
}>;
