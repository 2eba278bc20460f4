import { z } from "zod";
import {
  Discount,
  MAX_MILLI,
  MAX_QUANTITY,
  overrideReasons,
  units,
} from "../../contract/commands.ts";
import {
  CreditAccountId,
  CustomerId,
  LineId,
  PaymentId,
  ProductId,
  RefundId,
  RegisterId,
  ReservationId,
  SaleId,
  UserId,
} from "../../contract/ids.ts";
import { Currency, Minor } from "../../contract/money.ts";
import { ChargeReading } from "../../contract/relay-protocol.ts";
import { isOneSpelling } from "../../contract/tax-rate.ts";
import {
  AccountWord,
  Amount,
  Approval,
  oneSpelling,
  rateFields,
  Reason,
  RefundedLine,
  TaxCode,
  TaxPart,
  TaxShare,
} from "./fields.ts";

/**
 * What one line was weighed or measured at: thousandths of the unit, and the price of one unit. The
 * line's own price is what that came to, so a weighed piece is one piece at a price of its own.
 */
export const Measure = z.strictObject({
  milli: z.int().min(1).max(MAX_MILLI),
  unit: z.enum(units),
  perUnitMinor: Amount,
});
export type Measure = z.infer<typeof Measure>;

/** Another price than the catalog's: which that was, and why. The approval stands in its own entry. */
export const PriceOverride = z.strictObject({
  originalMinor: Amount,
  reason: z.enum(overrideReasons),
});

/** What a code said of this very piece: for a recall of a batch. */
export const Lot = z.strictObject({
  batch: z.string().min(1).max(20).optional(),
  expiresOn: z.iso.date().optional(),
});
export type Lot = z.infer<typeof Lot>;

/**
 * One line as it was sold. All amounts are minor units of the sale's currency. `listMinor` is price
 * times quantity; `discountMinor` is the line's own discount and its share of the sale's;
 * `netMinor` + `taxMinor` is what the customer pays for it; `listNetMinor` is the list without tax.
 * Where a class has several taxes, `taxes` names them, `taxMinor` is their sum and the line's rate
 * the sum of their rates; without `taxes` the line has the one tax of its class.
 */
export const SoldLine = z
  .strictObject({
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
    taxCode: TaxCode,
    ...rateFields,
    listNetMinor: Amount,
    netMinor: Amount,
    taxMinor: Amount,
    taxes: z.array(TaxPart).min(1).optional(),
    measure: Measure.optional(),
    override: PriceOverride.optional(),
    lot: Lot.optional(),
  })
  .refine(isOneSpelling, oneSpelling);
export type SoldLine = z.infer<typeof SoldLine>;

/** Of a tender that was taken before its sale was complete: its `tender-taken` entry's id. */
const partId = { partId: PaymentId.optional() };

/** Cash settles `amountMinor`: what was given less the change. */
export const CashTender = z.strictObject({
  ...partId,
  tender: z.literal("cash"),
  amountMinor: Amount,
  givenMinor: Amount,
  changeMinor: Amount,
  /** An exchange: what was given is the money that this refund paid back, and pays for nothing more. */
  refundId: RefundId.optional(),
});

/** A card settles `amountMinor`; `tipMinor` came on top, on the reader. Nothing here is secret. */
export const CardTender = z.strictObject({
  ...partId,
  tender: z.literal("card"),
  amountMinor: Amount,
  tipMinor: Amount,
  paymentId: PaymentId,
  connection: z.string().min(1),
  intentId: z.string().min(1),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  readMethod: z.string().nullable(),
  emv: ChargeReading.shape.emv,
  /** It goes back only with the card at a reader. */
  isInterac: z.literal(true).optional(),
});

/** A card on a page of the relay's, by a Checkout Session; otherwise as a card on a reader. */
export const LinkTender = z.strictObject({
  ...partId,
  tender: z.literal("link"),
  amountMinor: Amount,
  paymentId: PaymentId,
  connection: z.string().min(1),
  intentId: z.string().min(1),
  sessionId: z.string().min(1).nullable(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
});

/** The relay held the amount under `reservationId` before; this entry spends it. */
export const StoreCreditTender = z.strictObject({
  ...partId,
  tender: z.literal("store-credit"),
  amountMinor: Amount,
  accountId: CreditAccountId,
  reservationId: ReservationId,
});

/** A tender that the shop named itself: a voucher, a cheque. */
export const OtherTender = z.strictObject({
  ...partId,
  tender: z.literal("other"),
  amountMinor: Amount,
  name: AccountWord,
  reference: z.string().max(80).nullable(),
});

export const Tender = z.discriminatedUnion("tender", [
  CashTender,
  CardTender,
  LinkTender,
  StoreCreditTender,
  OtherTender,
]);
export type Tender = z.infer<typeof Tender>;

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
  /** Who that is stands outside the chain. */
  customerId: CustomerId.optional(),
  currency: Currency,
  taxMode: z.enum(["inclusive", "exclusive"]),
  lines: z.array(SoldLine).min(1),
  discount: Discount.nullable(),
  totalMinor: Amount,
  /** Positive when cash rounding took more than the total. */
  roundingMinor: Minor,
  tenders: z.array(Tender).min(1),
});
export type SaleCompleted = z.infer<typeof SaleCompleted>;

/** A draft that was given up: no money, no goods. */
export const SaleVoided = z.strictObject({
  type: z.literal("sale-voided"),
  saleId: SaleId,
  userId: UserId,
  reason: Reason,
  lineCount: z.int().min(0),
  totalMinor: Amount,
});

/** How pieces left a sale that was not paid: by hand, by a lower count, by clearing, or by undo. */
export const VoidedLine = z.strictObject({
  lineId: LineId,
  productId: ProductId,
  name: z.string(),
  quantity: z.int().min(1).max(MAX_QUANTITY),
  /** At list price. */
  amountMinor: Amount,
  how: z.enum(["removed", "fewer", "cleared", "undone"]),
  userId: UserId,
});
export type VoidedLine = z.infer<typeof VoidedLine>;

/**
 * What was taken off a sale before it was paid, told when the sale is completed (right before it)
 * or has nothing left. Lines that came back by undo afterwards stand in the sale under their ids.
 */
export const LinesVoided = z.strictObject({
  type: z.literal("lines-voided"),
  saleId: SaleId,
  userId: UserId,
  currency: Currency,
  lines: z.array(VoidedLine).min(1),
  totalMinor: z.int().min(0),
});

/**
 * Goods came back and the money was handed over at the till. The customer gets `amountMinor` plus
 * `roundingMinor` (negative when cash rounding kept some). A sale of another register is named by
 * `originRegisterId`; the relay held its lines under `reservationId` before.
 */
export const RefundPaid = z.strictObject({
  type: z.literal("refund-paid"),
  refundId: RefundId,
  saleId: SaleId,
  originRegisterId: RegisterId.nullable(),
  reservationId: ReservationId.nullable(),
  userId: UserId,
  approval: Approval,
  reason: Reason,
  currency: Currency,
  lines: z.array(RefundedLine).min(1),
  taxes: z.array(TaxShare).min(1),
  amountMinor: Amount,
  roundingMinor: Minor,
  to: z.discriminatedUnion("tender", [
    z.strictObject({ tender: z.literal("cash") }),
    z.strictObject({ tender: z.literal("store-credit"), accountId: CreditAccountId }),
    OtherTender.omit({ amountMinor: true, partId: true }),
  ]),
  /** The refund to a card that failed and that this one makes good. */
  replaces: RefundId.optional(),
});
export type RefundPaid = z.infer<typeof RefundPaid>;

/** Practice: shown to nobody but the trainee, moves nothing, counts no receipt. */
export const TrainingSale = z.strictObject({
  type: z.literal("training-sale"),
  saleId: SaleId,
  userId: UserId,
  lineCount: z.int().min(0),
  totalMinor: Amount,
});
