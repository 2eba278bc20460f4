import { z } from "zod";
import { CreditAccountId, SaleId, TopUpId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import type { PaymentView } from "../payment-views.ts";
import type {
  CreditAccountView,
  CreditHistoryView,
  CreditSpendView,
} from "../store-credit-views.ts";
import { MAX_CREDIT_MOVES } from "../reservation-protocol.ts";
import { OtherTender, Text, view } from "./command.ts";

const Name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "no control characters");

/** Store credit: accounts, topping them up, and paying by them. */
export const storeCreditCommands = {
  /** The name stands outside the chain, so that it can be erased. */
  "credit.open": {
    input: z.strictObject({ name: Name }),
    output: view<CreditAccountView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Accounts whose name begins with the text; without balances, which only the relay knows. */
  "credit.find": {
    input: z.strictObject({ text: Text, limit: z.int().min(1).max(50) }),
    output: view<readonly CreditAccountView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Asks the relay for the balance; the answer comes as `credit-changed`. */
  "credit.read": {
    input: z.strictObject({ accountId: CreditAccountId }),
    output: view<CreditAccountView>(),
    refusals: ["credit-offline"],
    from: ["till", "tool"],
  },
  /**
   * What moved an account, newest first: at once what this register's book knows of it, as `till`.
   * Where the relay can be reached it is asked, too, and `credit-history-told` brings the whole
   * shop's. `before` is the `next` of the page before; one of the shop's pages is the relay's alone.
   */
  "credit.history": {
    input: z.strictObject({
      accountId: CreditAccountId,
      before: z
        .strictObject({ source: z.enum(["shop", "till"]), number: z.int().min(1) })
        .nullable(),
      limit: z.int().min(1).max(MAX_CREDIT_MOVES),
    }),
    output: view<CreditHistoryView>(),
    refusals: ["credit-offline"],
    from: ["till", "tool"],
  },
  /**
   * Adds credit exactly once: the same `topUpId` again is answered as before. Given away (goodwill)
   * it needs a manager. It works offline; other tills see it when the relay does. An account of another
   * till must have been read (`credit.read`) since the start.
   */
  "credit.top-up": {
    input: z.strictObject({
      topUpId: TopUpId,
      accountId: CreditAccountId,
      amount: MoneySchema,
      by: z.discriminatedUnion("tender", [
        z.strictObject({ tender: z.literal("cash") }),
        OtherTender,
        z.strictObject({
          tender: z.literal("goodwill"),
          reason: z.string().trim().min(1).max(200),
        }),
      ]),
    }),
    output: view<CreditAccountView>(),
    refusals: [
      "account-not-found",
      "session-not-open",
      "training",
      "currency-mismatch",
      "nothing-to-move",
      "top-up-used",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
  /**
   * The same by a card on the reader: exactly once, too. It is a payment like a sale's, told by
   * `payment-changed`; the credit is added when the card is authorised, never while it is unknown.
   */
  "credit.charge-top-up": {
    input: z.strictObject({
      topUpId: TopUpId,
      accountId: CreditAccountId,
      amount: MoneySchema,
    }),
    output: view<PaymentView>(),
    refusals: [
      "account-not-found",
      "session-not-open",
      "training",
      "currency-mismatch",
      "nothing-to-move",
      "top-up-used",
      "payment-in-progress",
      "cards-offline",
      "no-reader",
      "reader-asks-for-card",
      "reader-not-connected",
    ],
    from: ["till", "tool"],
  },
  /**
   * Pays the open sale from an account. The relay holds the amount first; the sale completes by
   * itself when it does, else `credit-spend-changed` says why not. Offline it is no tender. `total`
   * is what was left to pay; with `amount`, credit pays that much of it.
   */
  "credit.pay": {
    input: z.strictObject({
      saleId: SaleId,
      accountId: CreditAccountId,
      total: MoneySchema,
      amount: MoneySchema.exactOptional(),
    }),
    output: view<CreditSpendView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "price-changed",
      "nothing-to-charge",
      "more-than-left",
      "credit-offline",
    ],
    from: ["till", "tool"],
  },
  /** Gives the attempt up; what the relay may hold is let go of by an entry. */
  "credit.cancel": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<CreditSpendView>(),
    refusals: ["payment-not-open"],
    from: ["till", "tool"],
  },
} as const;
