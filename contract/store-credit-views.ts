import type { CreditAccountId, ReservationId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";

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
