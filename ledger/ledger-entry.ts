import { z } from "zod";
import { Discount, MAX_QUANTITY } from "../contract/commands.ts";
import { LineId, ProductId, RegisterId, SaleId, UserId } from "../contract/ids.ts";
import { Currency, MAX_MINOR, Minor } from "../contract/money.ts";

const Amount = z.int().min(0).max(MAX_MINOR);
const RateBasisPoints = z.int().min(0).max(100_000);

/**
 * One line as it was sold. All amounts are minor units of the sale's currency. `listMinor` is price
 * times quantity; `discountMinor` is the line's own discount and its share of the sale's;
 * `netMinor` + `taxMinor` is what the customer pays for it; `listNetMinor` is the list without tax.
 */
export const SoldLine = z.strictObject({
  lineId: LineId,
  productId: ProductId,
  name: z.string(),
  detail: z.string(),
  quantity: z.int().min(1).max(MAX_QUANTITY),
  unitMinor: Amount,
  listMinor: Amount,
  discount: Discount.nullable(),
  ownDiscountMinor: Amount,
  discountMinor: Amount,
  taxCode: z.string().min(1).max(4),
  rateBasisPoints: RateBasisPoints,
  listNetMinor: Amount,
  netMinor: Amount,
  taxMinor: Amount,
});
export type SoldLine = z.infer<typeof SoldLine>;

/** Cash settles `amountMinor`: what was given less the change. */
export const CashTender = z.strictObject({
  tender: z.literal("cash"),
  amountMinor: Amount,
  givenMinor: Amount,
  changeMinor: Amount,
});

/** The chain's first entry: whose book this is. A restored file of another register shows here. */
export const LedgerOpened = z.strictObject({
  type: z.literal("ledger-opened"),
  registerId: RegisterId,
  registerNumber: z.int().min(1),
  currency: Currency,
});

export const SaleCompleted = z.strictObject({
  type: z.literal("sale-completed"),
  saleId: SaleId,
  /** Counts this register's receipts from 1, gapless; printed as `<register>-<number>`. */
  receiptCount: z.int().min(1),
  userId: UserId,
  currency: Currency,
  taxMode: z.enum(["inclusive", "exclusive"]),
  lines: z.array(SoldLine).min(1),
  discount: Discount.nullable(),
  totalMinor: Amount,
  /** Positive when cash rounding took more than the total. */
  roundingMinor: Minor,
  tenders: z.array(CashTender).min(1),
});
export type SaleCompleted = z.infer<typeof SaleCompleted>;

/** The book's vocabulary: every fact that the ledger can hold. Readers accept all old shapes. */
export const LedgerEntry = z.discriminatedUnion("type", [LedgerOpened, SaleCompleted]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export type EntryOf<Type extends LedgerEntry["type"]> = Extract<LedgerEntry, { type: Type }>;

/** The id that an entry is about: all entries of one sale are found by it. */
export function subjectOf(entry: LedgerEntry): string {
  return entry.type === "ledger-opened" ? entry.registerId : entry.saleId;
}
