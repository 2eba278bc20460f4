import type { AttentionItem } from "./attention-views.ts";
import type { LineId, ProductId, RegisterId, SaleId } from "./ids.ts";
import type { CustomerView, LotView, ScaleLabel } from "./selling-views.ts";
import type { Money } from "./money.ts";
import type { DayReport, DayView } from "./day-views.ts";
import type { EntryView } from "./entry-views.ts";
import type { ExchangeView } from "./exchange-views.ts";
import type { SeatView } from "./people-views.ts";
import type { CreditSpendView } from "./store-credit-views.ts";
import type { PaymentDetailView, PaymentView, StatusView } from "./payment-views.ts";
import type { RefundableSaleView } from "./refund-views.ts";
import type { TaxClass, TaxView } from "./tax-rate.ts";
import type { TakenView, TenderView } from "./tender-views.ts";

export type { CustomerView, LotView, ScaleLabel } from "./selling-views.ts";
export type { EntryView, PostingView } from "./entry-views.ts";
export type {
  CardTenderView,
  CashTenderView,
  EmvLine,
  LinkTenderView,
  OtherTenderView,
  StoreCreditTenderView,
  TakenView,
  TenderView,
} from "./tender-views.ts";
export type { ClassTax, TaxClass, TaxRate, TaxView } from "./tax-rate.ts";

export type TaxMode = "inclusive" | "exclusive";

export type ShopView = Readonly<{
  name: string;
  addressLines: readonly string[];
  currency: Money["currency"];
  /** What the tax is called on a receipt: "VAT", "Sales tax". */
  taxName: string;
  taxMode: TaxMode;
  taxClasses: readonly TaxClass[];
  /** Where tax is rounded: each line (the default), or once per class and ticket. */
  taxRounding?: "line" | "ticket";
  /** What tax is reckoned on: the price after discounts (the default), or the listed price. */
  taxBase?: "discounted" | "listed";
  /** The smallest coin taken, in minor units; cash is rounded to it. 1 rounds nothing. */
  cashStepMinor: number;
  /** Notes and larger coins in minor units, ascending: what the note buttons offer. */
  notesMinor: readonly number[];
  coinsMinor: readonly number[];
  /** Tenders that the shop named itself, in the order of the pay screen; none where it has none. */
  otherTenders?: readonly string[];
  /** Labels that scales of the shop print; none where it has none. */
  scaleLabels?: readonly ScaleLabel[];
}>;

/** What is weighed or measured; a measure counts thousandths of it. */
export type Unit = "kg" | "l" | "m";

export type ProductView = Readonly<{
  productId: ProductId;
  name: string;
  /** The second line on a key: size, variant. */
  detail: string;
  price: Money;
  taxCode: string;
  barcodes: readonly string[];
  /** Weighed or measured: `price` is for one of this. */
  unit?: Unit;
  /** The clerk says the price; `price` is a proposal. */
  isPriceOpen?: true;
  /** Others of the same article differ in `detail`. */
  hasVariants?: true;
}>;

/** A product, and all that are sold of the same article, itself too. */
export type ArticleView = Readonly<{ product: ProductView; variants: readonly ProductView[] }>;

/** How much was weighed or measured: thousandths of the unit, and the price of one unit. */
export type MeasureView = Readonly<{ milli: number; unit: Unit; perUnit: Money }>;

export type KeyPageView = Readonly<{ name: string; products: readonly ProductView[] }>;

export type DiscountView = Readonly<{
  /** "−10 %" or "−5.00" is drawn from this; basis points, 1000 is 10 %. */
  terms: Readonly<{ kind: "percent"; basisPoints: number } | { kind: "amount"; minor: number }>;
  reason: string;
  amount: Money;
}>;

export type LineView = Readonly<{
  lineId: LineId;
  productId: ProductId;
  name: string;
  detail: string;
  quantity: number;
  unitPrice: Money;
  /** The line's own discount; a discount on the sale is shown once, over the total. */
  discount: DiscountView | null;
  /** After the line's own discount, before the sale's. */
  total: Money;
  taxCode: string;
  /** Of one piece, where it is weighed: `unitPrice` is what it came to. */
  measure?: MeasureView;
  /** Somebody set another price, and why. */
  override?: Readonly<{ original: Money; reason: string }>;
  /** What the scanned code said of this very piece; the date is ISO 8601. */
  lot?: LotView;
  note?: string;
}>;

/** The open sale, priced. In inclusive mode taxes are part of the total, else added to it. */
export type SaleView = Readonly<{
  saleId: SaleId;
  lines: readonly LineView[];
  itemCount: number;
  /** Prices times quantities, before any discount. */
  subtotal: Money;
  discount: DiscountView | null;
  /** All discounts together, lines' and sale's. */
  discountTotal: Money;
  taxes: readonly TaxView[];
  total: Money;
  /** The total as cash can pay it, rounded to the smallest coin. */
  cashTotal: Money;
  /** What was taken of it before it is complete, oldest first; empty for a sale paid at once. */
  taken: readonly TakenView[];
  /** What is still to be paid: the total less what was taken. */
  left: Money;
  /** The same as cash can pay it. */
  cashLeft: Money;
  canUndo: boolean;
  note?: string;
  customer?: CustomerView;
}>;

/** A receipt as data: a sale that is in the ledger. Screens and printers draw it. */
export type ReceiptView = Readonly<{
  saleId: SaleId;
  receiptNumber: string;
  atMs: number;
  clerk: string;
  lines: readonly LineView[];
  itemCount: number;
  subtotal: Money;
  discount: DiscountView | null;
  discountTotal: Money;
  taxes: readonly TaxView[];
  total: Money;
  /** What cash rounding added (positive) or forgave (negative). */
  rounding: Money;
  tenders: readonly TenderView[];
  /** The entry in the ledger and its seal. */
  seq: number;
  hash: string;
}>;

/** A receipt printed once more: it must say COPY and this number, which counts from 1. */
export type ReceiptCopyView = Readonly<{ receipt: ReceiptView; copyNumber: number }>;

/** The sale that is open now; with a receipt where the tender was all that was left of the one before. */
export type OtherTakenView = Readonly<{ sale: SaleView; receipt: ReceiptView | null }>;

export type SaleSummary = Readonly<{
  saleId: SaleId;
  receiptNumber: string;
  atMs: number;
  clerk: string;
  itemCount: number;
  total: Money;
  tenders: readonly TenderView["tender"][];
  /** What the shop calls its own tenders among them. */
  named?: readonly string[];
  /** What was given back, all refunds that did not fail together. */
  refunded: Money;
  /** Some of it is asked for, and nobody has said yet that it went back. */
  isRefundRequested?: true;
  /** Of the first card that paid. */
  last4?: string;
  /** The customer's name, unless it was erased. */
  customer?: string;
  seq: number;
}>;

export type SaleDetailView = Readonly<{
  receipt: ReceiptView;
  entries: readonly EntryView[];
  payments: readonly PaymentDetailView[];
  /** What `payments.refund` would give back now; zero when there is nothing to refund. */
  refundable: Money;
  /** What `refunds.pay` could give back now, line by line. */
  left: RefundableSaleView;
  /** Outside the book: gone once erased. */
  customer?: CustomerView;
  note?: string;
}>;

/** The day so far, folded from the ledger's postings. An X changes nothing. */
export type XReportView = Readonly<{
  atMs: number;
  /** The entries it covers, first and last; both 0 when the day has none. */
  firstSeq: number;
  lastSeq: number;
  headHash: string;
  saleCount: number;
  itemCount: number;
  /** Before discounts, as priced (tax included in inclusive mode). */
  grossSales: Money;
  discounts: Money;
  /** Tax that came on top of prices; zero where prices include it. */
  taxAdded: Money;
  rounding: Money;
  /** Gross less discounts, plus added tax and rounding: what was paid, before refunds and tips. */
  taken: Money;
  refundCount: number;
  /** Given back to cards; positive. */
  refunds: Money;
  tips: Money;
  taxes: readonly TaxView[];
  /** One row a kind, and one a name of the shop's own. */
  tenders: readonly Readonly<{
    tender: TenderView["tender"];
    name: string | null;
    count: number;
    amount: Money;
  }>[];
  /** The drawer's cash account. */
  drawerExpected: Money;
  /** All figures of the day, as its Z will freeze them. */
  day: DayReport;
}>;

/** A sale beside the open one: it waits for what its card payment came to. */
export type LaneView = Readonly<{ sale: SaleView; payment: PaymentView }>;

/** All that a screen needs at its start; afterwards events replace its parts. */
export type RegisterView = Readonly<{
  registerId: RegisterId;
  registerName: string;
  /** A demo wears the striped frame: its money is not real. */
  mode: "demo" | "shop";
  shop: ShopView;
  seat: SeatView;
  day: DayView;
  sale: SaleView;
  /** The open sale's card payment, where one was started. */
  payment: PaymentView | null;
  /** Store credit that it is being paid by, while the relay has not answered. */
  creditSpend: CreditSpendView | null;
  /** A card that tops store credit up, until what became of it is final. */
  topUp: PaymentView | null;
  /** Goods that come back for others, until what they are worth was used or handed over. */
  exchange: ExchangeView | null;
  /** Sales held aside because their payment is unknown, and whose payment ended meanwhile. */
  lanes: readonly LaneView[];
  status: StatusView;
  attention: readonly AttentionItem[];
  lastReceipt: ReceiptView | null;
}>;
