import type { CountId, MoveId, PaymentId, RefundId, SaleId, SessionId } from "./ids.ts";
import type { Money } from "./money.ts";
import type { EntryView } from "./entry-views.ts";
import type { TaxRate, TaxView } from "./tax-rate.ts";

/** How many notes or coins of one value, in minor units. */
export type DenominationView = Readonly<{ minor: number; count: number }>;

export type CashMoveView = Readonly<{
  moveId: MoveId;
  direction: "in" | "out";
  amount: Money;
  reason: string;
  counterAccount: "safe" | "bank" | "petty" | "float";
  atMs: number;
  by: string;
  /** As it stands in the book, for who must put it right. */
  entry: EntryView;
}>;

/** A count of the drawer. Every recount is kept; the one that the close names is the one that holds. */
export type CountView = Readonly<{
  countId: CountId;
  countNumber: number;
  counted: Money;
  atMs: number;
  by: string;
}>;

/** A count beside what the ledger says. It is told only after the count stands in the book. */
export type ComparedView = Readonly<{
  countId: CountId;
  expected: Money;
  counted: Money;
  overShort: Money;
  /** Over or short by more than the shop's limit: closing by this count needs a manager. */
  needsApproval: boolean;
}>;

/** One person's time with the drawer. What it should hold is not told: the count is blind. */
export type SessionView = Readonly<{
  sessionId: SessionId;
  openedAtMs: number;
  openedBy: string;
  float: Money;
  /** What was found at the opening beyond (or short of) what was expected. */
  startDifference: Money;
  moves: readonly CashMoveView[];
  counts: readonly CountView[];
}>;

/** The day and its drawer, as they stand. */
export type DayView = Readonly<{
  /** Null while the drawer is closed. */
  session: SessionView | null;
  /** False for a register that sells without opening a drawer. */
  isSessionRequired: boolean;
  /** The Z that closes this day. */
  nextZNumber: number;
  firstSeq: number;
  parkedCount: number;
  isTraining: boolean;
  /** The newest entry or the last Z is later than the clock by this, if over two minutes; else 0. */
  clockBehindMs: number;
}>;

type TaxFigure = TaxRate & Readonly<{ netMinor: number; taxMinor: number }>;

/**
 * A day's figures as they are frozen in its Z, in minor units of `currency`: a pure fold of the
 * entries from `firstSeq` to `lastSeq`. `version` names the fold, so that an old Z is rebuilt by the
 * one that made it.
 */
export type DayReport = Readonly<{
  version: 1;
  currency: string;
  firstSeq: number;
  lastSeq: number;
  headHash: string;
  /** The clock at its first and last entry; order is the sequence. */
  firstAtMs: number;
  lastAtMs: number;
  sales: Readonly<{
    count: number;
    itemCount: number;
    /** Counters of its first and last receipt; 0 where it has none. */
    firstReceipt: number;
    lastReceipt: number;
    /** As priced, before discounts. */
    grossMinor: number;
    discountMinor: number;
    /** Tax that came on top of prices; zero where prices include it. */
    taxAddedMinor: number;
    roundingMinor: number;
    /** Gross less discounts, plus added tax and rounding: what was paid, before tips. */
    takenMinor: number;
    tipMinor: number;
  }>;
  taxes: readonly TaxFigure[];
  tenders: readonly Readonly<{
    tender: string;
    /** The shop's own word for a tender that is none of the others. */
    name: string | null;
    count: number;
    amountMinor: number;
  }>[];
  refunds: Readonly<{
    count: number;
    amountMinor: number;
    /** Taken back by Stripe: the customer has not got these. */
    failedCount: number;
    failedMinor: number;
    /** Given back, less what failed: below nothing where an earlier day's refund failed. */
    taxes: readonly TaxFigure[];
  }>;
  drawer: Readonly<{
    openingMinor: number;
    salesMinor: number;
    refundMinor: number;
    topUpMinor: number;
    inMinor: number;
    outMinor: number;
    fromSafeMinor: number;
    toSafeMinor: number;
    overShortMinor: number;
    correctionMinor: number;
    closingMinor: number;
    /** Cash taken for sales that were not complete, less what became part of one that now is. */
    partMinor?: number;
  }>;
  /** Tenders of sales that were not complete: taken, given back, and become part of a sale. */
  parts?: Readonly<{ takenMinor: number; returnedMinor: number; settledMinor: number }>;
  sessions: readonly Readonly<{
    sessionId: string;
    userId: string;
    expectedMinor: number;
    countedMinor: number;
    overShortMinor: number;
    /** How often the drawer was counted before it was closed. */
    countCount: number;
  }>[];
  storeCredit: Readonly<{ soldMinor: number; spentMinor: number; givenBackMinor: number }>;
  voided: Readonly<{ count: number; totalMinor: number }>;
  /** Lines taken off before sales were paid; absent where there were none. */
  voidedLines?: Readonly<{ count: number; totalMinor: number }>;
  /** What corrections moved, debit positive, by account; absent where there were none. */
  corrections?: Readonly<{
    count: number;
    accounts: readonly Readonly<{ account: string; amountMinor: number }>[];
  }>;
  /** Risky acts, by how many. Practice is counted here and nowhere else. */
  audit: Readonly<{
    noSales: number;
    overrides: number;
    failedSignIns: number;
    reprints: number;
    clockJumps: number;
    trainingSales: number;
  }>;
  /** Facts of days that were closed already; each points to its Z and its entry. */
  late: readonly Readonly<{ seq: number; type: string; zNumber: number; ofSeq: number }>[];
}>;

/** Sums since the register's first sale; they never go back. */
export type PerpetualView = Readonly<{
  zCount: number;
  receiptCount: number;
  refundCount: number;
  gross: Money;
  refund: Money;
}>;

export type ZSummary = Readonly<{
  zNumber: number;
  seq: number;
  atMs: number;
  saleCount: number;
  taken: Money;
  refunds: Money;
  overShort: Money;
  unknownCount: number;
}>;

/** A closed day. Nothing of it ever changes. */
export type ZReportView = Readonly<{
  zNumber: number;
  seq: number;
  hash: string;
  atMs: number;
  closedBy: string;
  report: DayReport;
  perpetual: PerpetualView;
  /** Card payments that were still open at the cut. */
  unknownPayments: readonly Readonly<{ paymentId: PaymentId; saleId: SaleId; amount: Money }>[];
  /** Refunds to cards that had failed and were not made good at the cut. */
  failedRefunds: readonly Readonly<{ refundId: RefundId; saleId: SaleId; amount: Money }>[];
  /** The device key that signed it; null where the register has announced none. */
  keyId: string | null;
}>;

/** A Z added up again from its entries; the texts are equal to the byte where nothing is wrong. */
export type RebuiltZView = Readonly<{
  zNumber: number;
  isSame: boolean;
  report: DayReport;
  /** SHA-256 of the canonical form, as printed then and as added up now. */
  printedDigest: string;
  rebuiltDigest: string;
}>;

/** Several Z reports added up. */
export type PeriodView = Readonly<{
  fromZ: number;
  toZ: number;
  zCount: number;
  saleCount: number;
  gross: Money;
  discounts: Money;
  taken: Money;
  refundCount: number;
  refunds: Money;
  tips: Money;
  overShort: Money;
  taxes: readonly TaxView[];
  tenders: readonly Readonly<{
    tender: string;
    name: string | null;
    count: number;
    amount: Money;
  }>[];
  /** What corrections moved, debit positive, by account; null where there were none. */
  corrections: Readonly<{
    count: number;
    accounts: readonly Readonly<{ account: string; amount: Money }>[];
  }> | null;
  /** As it stood after the last of them. */
  perpetual: PerpetualView;
}>;

/**
 * An entry behind a figure, and what it brings to it. A period's figures and perpetual sums are made
 * of Z reports, which have a `zNumber`.
 */
export type FigureShareView = Readonly<{
  seq: number;
  atMs: number;
  type: string;
  saleId: SaleId | null;
  /** The receipt of a completed sale. */
  receiptCount: number | null;
  zNumber: number | null;
  value: number;
}>;

/** One number, opened. Values are in minor units of `currency`, or counted, as `unit` says. */
export type ExplainedView = Readonly<{
  unit: "money" | "count";
  currency: string;
  /** As the report says it. */
  value: number;
  /** What stood before the first entry: what lay in the drawer at the Z before. */
  carried: number;
  /** `carried` and all shares; other than `value` only where the report was not made by its entries. */
  addsUpTo: number;
  isSame: boolean;
  shareCount: number;
  /** This page of them, in the order of the book. */
  shares: readonly FigureShareView[];
  /** What `after` continues with; null at the end. */
  next: number | null;
}>;
