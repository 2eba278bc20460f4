import type { Discount } from "../../contract/commands.ts";
import { money, type Currency, type Money } from "../../contract/money.ts";
import type {
  CustomerView,
  DiscountView,
  EmvLine,
  EntryView,
  LineView,
  LotView,
  ReceiptView,
  SaleSummary,
  SaleView,
  ShopView,
  TaxView,
  TenderView,
} from "../../contract/views.ts";
import type { ChargeReading } from "../../contract/relay-protocol.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { Lot, SaleCompleted, SoldLine } from "../../ledger/ledger-entry.ts";
import { Currency as CurrencySchema } from "../../contract/money.ts";
import { rateOf } from "../../contract/tax-rate.ts";
import { dueOf, type Part } from "./parts.ts";
import { priceSale, sumTaxes, type DraftSale, type TaxSum } from "./price-sale.ts";

/** What a receipt says beside the sale itself. Names stand outside the chain, so they are asked. */
export type ReceiptNames = Readonly<{
  registerNumber: number;
  clerkName: (userId: string) => string;
}>;

/** What a view needs beside the draft itself. */
/** What becomes of a part: on its way back, or the bank asked to hold more, in minor units. */
type PartState = Readonly<{
  isReturning: boolean;
  isRaisable?: true;
  isRaiseRefused?: true;
  raisingToMinor?: number;
}>;

export type DraftState = Readonly<{
  canUndo: boolean;
  parts: readonly (Part & PartState)[];
  customer?: CustomerView | undefined;
}>;

function stateOf({ isReturning, isRaisable, isRaiseRefused }: Omit<PartState, "raisingToMinor">) {
  return {
    isReturning,
    ...(isRaisable && { isRaisable }),
    ...(isRaiseRefused && { isRaiseRefused }),
  };
}

export function saleView(
  shop: ShopView,
  draft: DraftSale,
  { canUndo, parts, customer }: DraftState,
): SaleView {
  const priced = priceSale(shop, draft);
  const due = dueOf(shop, priced, parts);
  const amount = (minor: number) => money(minor, shop.currency);
  return {
    saleId: draft.saleId,
    lines: priced.lines.map((line) => ({
      ...lineView(line, shop.currency),
      ...noteOf(draft, line.lineId),
    })),
    itemCount: countItems(priced.lines),
    subtotal: amount(priced.subtotalMinor),
    discount: discountView(draft.discount, amount(priced.saleDiscountMinor)),
    discountTotal: amount(priced.discountMinor),
    taxes: taxViews(priced.taxes, shop.currency),
    total: amount(priced.totalMinor),
    cashTotal: amount(priced.cashTotalMinor),
    taken: parts.map(({ partId, tender, raisingToMinor, ...state }) => ({
      ...stateOf(state),
      partId,
      ...(raisingToMinor !== undefined && { raisingTo: amount(raisingToMinor) }),
      tender: tenderView(tender, shop.currency),
    })),
    left: amount(due.leftMinor),
    cashLeft: amount(due.cashLeftMinor),
    canUndo,
    ...noteOf(draft, null),
    ...(customer && { customer }),
  };
}

export function receiptView(names: ReceiptNames, recorded: Recorded<SaleCompleted>): ReceiptView {
  const { entry: sale, seq, hash, atMs } = recorded;
  const amount = (minor: number) => money(minor, sale.currency);
  const total = (pick: (line: SoldLine) => number) =>
    amount(sale.lines.reduce((sum, line) => sum + pick(line), 0));
  const shared = total(({ discountMinor, ownDiscountMinor }) => discountMinor - ownDiscountMinor);
  return {
    saleId: sale.saleId,
    receiptNumber: receiptNumber(names, sale),
    atMs,
    clerk: names.clerkName(sale.userId),
    lines: sale.lines.map((line) => lineView(line, sale.currency)),
    itemCount: countItems(sale.lines),
    subtotal: total(({ listMinor }) => listMinor),
    discount: discountView(sale.discount, shared),
    discountTotal: total(({ discountMinor }) => discountMinor),
    taxes: taxViews(sumTaxes(sale.lines), sale.currency),
    total: amount(sale.totalMinor),
    rounding: amount(sale.roundingMinor),
    tenders: sale.tenders.map((tender) => tenderView(tender, sale.currency)),
    seq,
    hash,
  };
}

function tenderView(tender: SaleCompleted["tenders"][number], currency: Currency): TenderView {
  const amount = money(tender.amountMinor, currency);
  switch (tender.tender) {
    case "cash": {
      const { givenMinor, changeMinor } = tender;
      const [given, change] = [money(givenMinor, currency), money(changeMinor, currency)];
      return { tender: "cash", amount, given, change };
    }
    case "card": {
      const { paymentId, brand, last4, readMethod } = tender;
      const tip = money(tender.tipMinor, currency);
      const card = { paymentId, amount, tip, brand, last4, readMethod };
      return { tender: "card", ...card, emvLines: emvLines(tender.emv) };
    }
    case "link": {
      const { paymentId, brand, last4 } = tender;
      return { tender: "link", paymentId, amount, brand, last4 };
    }
    case "store-credit":
      return { tender: "store-credit", amount, accountId: tender.accountId };
    case "other":
      return { tender: "other", amount, name: tender.name, reference: tender.reference };
  }
}

/** What networks require on a receipt, first the two that are always required (Stripe, Terminal receipts). */
function emvLines(emv: ChargeReading["emv"]): readonly (readonly [EmvLine, string])[] {
  const lines = [
    ["application", emv?.applicationName],
    ["aid", emv?.dedicatedFileName],
    ["account", emv?.accountType],
    ["approval", emv?.authorizationCode],
    ["verified-by", emv?.cardholderVerification],
  ] as const;
  return lines.flatMap(([label, value]) => (value == null ? [] : [[label, value] as const]));
}

export function saleSummary(
  names: ReceiptNames,
  recorded: Recorded<SaleCompleted>,
  refundedMinor: number,
): SaleSummary {
  const { entry: sale, seq, atMs } = recorded;
  const named = sale.tenders.flatMap((tender) => (tender.tender === "other" ? tender.name : []));
  const last4 = sale.tenders.flatMap((tender) => ("last4" in tender && tender.last4) || [])[0];
  return {
    saleId: sale.saleId,
    receiptNumber: receiptNumber(names, sale),
    atMs,
    clerk: names.clerkName(sale.userId),
    itemCount: countItems(sale.lines),
    total: money(sale.totalMinor + sale.roundingMinor, sale.currency),
    tenders: sale.tenders.map(({ tender }) => tender),
    refunded: money(refundedMinor, sale.currency),
    ...(named.length > 0 && { named }),
    ...(last4 !== undefined && { last4 }),
    seq,
  };
}

export function entryView({ seq, atMs, hash, entry, postings }: Recorded): EntryView {
  return {
    seq,
    atMs,
    type: entry.type,
    hash,
    postings: postings.map(({ account, currency, minor }) => ({
      account,
      amount: money(minor, CurrencySchema.parse(currency)),
    })),
  };
}

export function taxViews(taxes: readonly TaxSum[], currency: Currency): readonly TaxView[] {
  return taxes.map((sum) => ({
    code: sum.code,
    ...rateOf(sum),
    net: money(sum.netMinor, currency),
    tax: money(sum.taxMinor, currency),
  }));
}

export function countItems(lines: readonly Readonly<{ quantity: number }>[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** As it is printed: the register, then its receipt. */
export function receiptNumber(
  { registerNumber }: ReceiptNames,
  { receiptCount }: SaleCompleted,
): string {
  return `${registerNumber}-${receiptCount}`;
}

function lineView(line: SoldLine, currency: Currency): LineView {
  const { lineId, productId, name, detail, quantity, taxCode } = line;
  const ownDiscount = money(line.ownDiscountMinor, currency);
  return {
    lineId,
    productId,
    name,
    detail,
    quantity,
    unitPrice: money(line.unitMinor, currency),
    discount: discountView(line.discount, ownDiscount),
    total: money(line.listMinor - line.ownDiscountMinor, currency),
    taxCode,
    ...extrasOf(line, currency),
  };
}

/** Only what there is: most lines have none of it. */
function extrasOf(
  { measure, override, lot }: SoldLine,
  currency: Currency,
): Pick<LineView, "measure" | "override" | "lot"> {
  return {
    ...(measure && {
      measure: {
        milli: measure.milli,
        unit: measure.unit,
        perUnit: money(measure.perUnitMinor, currency),
      },
    }),
    ...(override && {
      override: { original: money(override.originalMinor, currency), reason: override.reason },
    }),
    ...(lot && { lot: lotView(lot) }),
  };
}

function lotView({ batch, expiresOn }: Lot): LotView {
  return { ...(batch !== undefined && { batch }), ...(expiresOn !== undefined && { expiresOn }) };
}

function noteOf({ notes = [] }: DraftSale, lineId: string | null): Readonly<{ note?: string }> {
  const note = notes.find((one) => one.lineId === lineId);
  return note === undefined ? {} : { note: note.text };
}

function discountView(discount: Discount | null, amount: Money): DiscountView | null {
  return discount === null ? null : { ...discount, amount };
}
