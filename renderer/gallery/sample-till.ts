import type { OpenedFigure } from "../store/ui-store.ts";
import { Currency, money } from "../../contract/money.ts";
import { LineId, ProductId, RegisterId, SaleId, UserId } from "../../contract/ids.ts";
import type { LineView, ReceiptView, RegisterView, SaleView } from "../../contract/views.ts";
import { useRegister } from "../store/register-store.ts";

const currency = Currency.parse("EUR");
export const euros = (minor: number) => money(minor, currency);

/** 28 November 2026, 10:15 UTC. */
const AT_MS = 1_795_860_900_000;

export const sampleLine: LineView = {
  lineId: LineId.parse("line_sample"),
  productId: ProductId.parse("prod_sample"),
  name: "Butter croissant",
  detail: "each",
  quantity: 2,
  unitPrice: euros(240),
  discount: null,
  total: euros(480),
  taxCode: "A",
};

export const longSale: readonly LineView[] = Array.from({ length: 500 }, (_, index) => ({
  ...sampleLine,
  lineId: LineId.parse(`line_sample-${index}`),
  quantity: 1,
}));

const tax = { code: "A", rateBasisPoints: 2_300, net: euros(390), tax: euros(90) };

const sale: SaleView = {
  saleId: SaleId.parse("sale_sample"),
  lines: [sampleLine],
  itemCount: 2,
  subtotal: euros(480),
  discount: null,
  discountTotal: euros(0),
  taxes: [tax],
  total: euros(480),
  cashTotal: euros(480),
  ...{ taken: [], left: euros(480), cashLeft: euros(480) },
  canUndo: false,
};

export const sampleReceipt: ReceiptView = {
  ...{ saleId: sale.saleId, lines: sale.lines, itemCount: 2, subtotal: sale.subtotal },
  ...{ discount: null, discountTotal: euros(0), taxes: sale.taxes, total: sale.total },
  receiptNumber: "2-1",
  atMs: AT_MS,
  clerk: "Mara",
  rounding: euros(0),
  tenders: [{ tender: "cash", amount: euros(480), given: euros(500), change: euros(20) }],
  seq: 2,
  hash: "ab".repeat(32),
};

export const sampleTill: RegisterView = {
  registerId: RegisterId.parse("reg_sample"),
  registerName: "Till 2",
  mode: "shop",
  shop: {
    name: "Quayside Coffee & Pantry",
    addressLines: ["14 Custom House Quay", "Dublin 1"],
    currency,
    taxName: "VAT",
    taxMode: "inclusive",
    taxClasses: [{ code: "A", rateBasisPoints: 2_300 }],
    cashStepMinor: 5,
    notesMinor: [500, 1_000, 2_000, 5_000],
    coinsMinor: [5, 10, 20, 50, 100, 200],
  },
  seat: {
    clerk: { userId: UserId.parse("user_mara"), name: "Mara", role: "clerk" },
    autoLockMs: null,
  },
  day: {
    ...{ session: null, isSessionRequired: false, nextZNumber: 1, firstSeq: 1, parkedCount: 0 },
    ...{ isTraining: false, clockBehindMs: 0 },
  },
  sale,
  ...{
    payment: null,
    creditSpend: null,
    exchange: null,
    topUp: null,
    lanes: [],
    attention: [],
    lastReceipt: sampleReceipt,
  },
  status: {
    relay: { state: "online", lastGoodMs: AT_MS },
    reader: {
      ...{ state: "ready", label: "Counter 1", simulatorUrl: null },
      ...{ way: "direct", trouble: null },
    },
    unsent: 0,
    clockOffMs: 0,
  },
};

/** Petty cash that belonged on the bank. */
export const sampleCorrections = {
  ...{ taxName: "VAT", amount: euros },
  corrections: {
    count: 1,
    accounts: [
      { account: "assets:bank", amountMinor: 1_000 },
      { account: "expenses:petty-cash", amountMinor: -1_000 },
    ],
  },
};

/** What components read from the store, as if a register had told it. */
export function showSampleTill(): void {
  useRegister.setState({ connection: "restarting", view: sampleTill, failure: null });
}

/** A number that was opened; the report says it otherwise where `isSame` is false. */
export function explainedTill(isSame: boolean): OpenedFigure {
  const share = { atMs: 1_795_323_091_714, saleId: null, receiptCount: null, zNumber: null };
  return {
    figure: { title: "48.20", names: ["drawer.closingMinor"] },
    of: { kind: "z", zNumber: 3 },
    view: {
      ...{ unit: "money", currency: "EUR", carried: 4_000, addsUpTo: 4_820, shareCount: 2 },
      ...{ value: isSame ? 4_820 : 4_810, isSame, next: null },
      shares: [
        { ...share, seq: 12, type: "sale-completed", receiptCount: 7, value: 1_220 },
        { ...share, seq: 14, type: "cash-moved", value: -400 },
      ],
    },
  };
}
