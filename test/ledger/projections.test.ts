import { describe, expect, it } from "vitest";
import { PaymentId, RefundId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { LedgerEntry, type DayClosed, type Tender } from "../../ledger/ledger-entry.ts";
import { projectionDifferences, rebuildProjections } from "../../ledger/rebuild.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { openStretch } from "../../ledger/stretch.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { sampleSale } from "../support/sample-sale.ts";

const currency = Currency.parse("EUR");
const userId = UserId.parse("user_1");

function openBook(db = openDatabase(":memory:")) {
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 1_800_000_000_000);
  const append = (...entries: unknown[]) =>
    db
      .transaction(() => entries.map((entry) => ledger.append(LedgerEntry.parse(entry))))
      .immediate();
  append({ type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency });
  return { db, ledger, append };
}

type Book = ReturnType<typeof openBook>;

function sell({ append }: Book, receiptCount: number, ...prices: number[]) {
  return append(sampleSale({ receiptCount, prices }));
}

function closeDay({ ledger, append }: Book, change: Partial<DayClosed> = {}) {
  const { day: zNumber, firstSeq } = ledger.openDay();
  const { seq: lastSeq, hash: ledgerHash } = ledger.head();
  const sums = { receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 };
  return append({
    ...{ type: "day-closed", zNumber, userId, currency, firstSeq, lastSeq, ledgerHash },
    ...{ report: {}, perpetual: { zCount: zNumber, ...sums }, unknownPayments: [] },
    ...{ signature: null, ...change },
  });
}

const ids = (number: number) => ({
  refundId: RefundId.parse(`refund_${number}`),
  saleId: SaleId.parse("sale_1"),
});

function refund(number: number, minor: number, quantity = 0) {
  const lines = [{ lineId: "line_1", quantity, amountMinor: minor }];
  const taxes = [{ taxCode: "A", rateBasisPoints: 2_300, netMinor: minor, taxMinor: 0 }];
  return {
    ...{ type: "refund-paid", ...ids(number), originRegisterId: null, reservationId: null },
    ...{ userId, approval: null, reason: "damaged", currency, lines, taxes },
    ...{ amountMinor: minor, roundingMinor: 0, to: { tender: "cash" } },
  };
}

function cardRefund(number: number, amountMinor: number) {
  const paymentId = PaymentId.parse("pay_1");
  return { type: "refund-started", ...ids(number), paymentId, userId, amountMinor, currency };
}

function failed(number: number, amountMinor: number) {
  return {
    ...{ ...cardRefund(number, amountMinor), userId: undefined, type: "refund-failed" },
    ...{ connection: "main", stripeRefundId: null, tipMinor: 0, taxes: [] },
    ...{ reason: "expired_or_canceled_card", wasAccepted: false },
  };
}

const withoutUndefined = (entry: object) => JSON.parse(JSON.stringify(entry)) as unknown;

describe("projections", () => {
  it("sum a day by account and by figure, in the entries' own transaction", () => {
    const book = openBook();
    sell(book, 1, 1_230, 2_460);
    sell(book, 2, 615);
    const totals = new Map(
      book.ledger.totals(1).map(({ what, count, minor }) => [what, [count, minor]]),
    );
    expect(totals.get("assets:drawer:cash")).toEqual([2, 4_305]);
    expect(totals.get("sales")).toEqual([2, 4_305]);
    expect(totals.get("items")).toEqual([3, 4_305]);
    expect(totals.get("tender:cash")).toEqual([2, 4_305]);
    expect(totals.get("tax-base:A:2300")).toEqual([0, 3_500]);
    expect(book.ledger.balance("assets:drawer:cash", "EUR")).toBe(4_305);
    expect(book.ledger.receiptCount()).toBe(2);
  });

  it("leave nothing when the transaction around an entry fails", () => {
    const { db, ledger } = openBook();
    const failing = db.transaction(() => {
      ledger.append(sampleSale({ receiptCount: 1, prices: [500] }));
      throw new Error("pulled plug");
    });
    expect(() => failing.immediate()).toThrow("pulled plug");
    expect(ledger.totals(1)).toEqual([]);
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(0);
    expect(projectionDifferences(db)).toEqual([]);
  });

  it("carry balances over a cut, and begin the next day's sums at nothing", () => {
    const book = openBook();
    sell(book, 1, 1_230);
    closeDay(book);
    expect(book.ledger.openDay()).toEqual({ day: 2, firstSeq: 4 });
    expect(book.ledger.totals(2)).toEqual([]);
    sell(book, 2, 770);
    expect(book.ledger.balance("assets:drawer:cash", "EUR")).toBe(2_000);
    expect(book.ledger.totals(1, 2).find(({ what }) => what === "sales")?.minor).toBe(2_000);
    expect(projectionDifferences(book.db)).toEqual([]);
    expect(projectionDifferences(book.db, "day")).toEqual([]);
  });

  it("equal the sums of the rows, for any stretch of the book", () => {
    const book = openBook();
    for (const number of [1, 2, 3]) sell(book, number, 1_000 + number, 99);
    const sorted = (totals: readonly { what: string }[]) =>
      [...totals].sort((a, b) => (a.what < b.what ? -1 : 1));
    expect(sorted(openStretch(book.db).totals({ firstSeq: 1, lastSeq: 4 }))).toEqual(
      sorted(book.ledger.totals(1)),
    );
  });

  it.each([
    ["another number", { zNumber: 7, perpetual: { zCount: 7 } }],
    ["another first entry", { firstSeq: 2 }],
    ["another last entry", { lastSeq: 1 }],
    ["another seal", { ledgerHash: "0".repeat(64) }],
  ])("refuse a Z of %s, I9", (_what, change) => {
    const book = openBook();
    sell(book, 1, 500);
    const sums = { zCount: 1, receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 };
    const perpetual = { ...sums, ...("perpetual" in change ? change.perpetual : {}) };
    expect(() => closeDay(book, { ...change, perpetual })).toThrow();
    expect(book.ledger.openDay().day).toBe(1);
  });

  it("can be made anew from the entries, and are then the same", () => {
    const book = openBook();
    sell(book, 1, 1_230, 770);
    book.append(refund(1, 300));
    closeDay(book);
    sell(book, 2, 99);
    const kept = dump(book.db);
    rebuildProjections(book.db);
    expect(dump(book.db)).toEqual(kept);
  });

  it("are made when a book of an older schema is opened", () => {
    const db = openDatabase(":memory:");
    migrate(db, registerMigrations.slice(0, 3));
    const source = openBook();
    sell(source, 1, 1_230);
    copyBook(source.db, db);
    migrate(db, registerMigrations);
    const ledger = openLedger(db, () => 0);
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(1_230);
    expect(dump(db)).toEqual(dump(source.db));
  });

  it.each([
    ["a day's sum", "UPDATE day_total SET minor = minor + 1 WHERE what = 'sales'", "day"],
    ["a carried balance", "UPDATE closed_balance SET minor = 0", "day"],
    ["a figure", "UPDATE figure SET minor = 1 WHERE seq = 5 AND what = 'sales'", "book"],
    ["what was refunded", "UPDATE refunded_sale SET refunded_minor = 0", "book"],
  ] as const)("say where %s was changed beside the book, P7", (_what, sql, scope) => {
    const book = openBook();
    sell(book, 1, 1_230);
    book.append(refund(1, 300));
    closeDay(book);
    sell(book, 2, 99);
    book.db.exec(sql);
    expect(projectionDifferences(book.db, scope).length).toBeGreaterThan(0);
  });

  it("are part of the proof: a changed figure is found", () => {
    const book = openBook();
    sell(book, 1, 1_230);
    book.db.exec("UPDATE figure SET count = 9 WHERE what = 'items'");
    expect(verifyLedger(book.db).fault).toMatch(/entry 2: its figures/);
  });
});

describe("over-refund", () => {
  it("is impossible for the sale: the database refuses it, and keeps nothing, F41", () => {
    const book = openBook();
    sell(book, 1, 1_000, 500);
    book.append(refund(1, 900));
    expect(() => book.append(refund(2, 601))).toThrow(/never_more/);
    expect(book.ledger.head().seq).toBe(3);
    expect(book.ledger.refundedOf("sale_1").refundedMinor).toBe(900);
  });

  it("is impossible for one line, by price and by pieces", () => {
    const book = openBook();
    sell(book, 1, 1_000, 5_000);
    expect(() => book.append(refund(1, 1_001))).toThrow("never_more_than_the_line");
    book.append(refund(1, 10, 1));
    expect(() => book.append(refund(2, 10, 1))).toThrow("never_more_pieces_than_sold");
    expect(book.ledger.refundedOf("sale_1").lines).toEqual([
      { lineId: "line_1", quantity: 1, amountMinor: 10 },
    ]);
  });

  it("counts a card refund from its start, and no more once it has failed", () => {
    const book = openBook();
    book.append(sampleSale({ receiptCount: 1, prices: [1_000], tenders: [card(1_000)] }));
    book.append(cardRefund(1, 1_000));
    expect(() => book.append(cardRefund(2, 1))).toThrow("never_more_than_was_paid");
    book.append(withoutUndefined(failed(1, 1_000)));
    expect(book.ledger.refundedOf("sale_1").refundedMinor).toBe(0);
    book.append(cardRefund(2, 1_000));
    expect(projectionDifferences(book.db)).toEqual([]);
  });

  it("F41: is impossible for one card of two, and for a tip, whatever the sale has left", () => {
    const book = openBook();
    const tenders = [card(400, { tipMinor: 50 }), card(600, { paymentId: "pay_2" })];
    book.append(sampleSale({ receiptCount: 1, prices: [1_000], tenders }));
    const part = (number: number, minor: number, tipMinor = 0) => ({
      ...cardRefund(number, minor),
      ...(minor > tipMinor && {
        lines: [{ lineId: "line_1", quantity: 0, amountMinor: minor - tipMinor }],
      }),
      taxes: [{ taxCode: "A", rateBasisPoints: 2_300, netMinor: minor - tipMinor, taxMinor: 0 }],
      tipMinor,
    });
    expect(() => book.append(part(1, 451))).toThrow("never_more_than_the_charge");
    book.append(part(1, 400));
    expect(() => book.append(part(2, 51, 51))).toThrow("never_more_than");
    book.append(part(2, 50, 50));
    expect(() => book.append(part(3, 1))).toThrow("never_more_than_the_charge");
    expect(book.ledger.refundedOf("sale_1").cards).toEqual([
      {
        ...{ paymentId: "pay_1", paidMinor: 450, paidTipMinor: 50 },
        ...{ refundedMinor: 450, tipMinor: 50 },
      },
    ]);
    expect(projectionDifferences(book.db)).toEqual([]);
  });

  it("is known of a book that was written before cards were counted", () => {
    const old = openDatabase(":memory:");
    const source = openBook();
    const tenders = [card(1_000, { tipMinor: 50 })];
    source.append(sampleSale({ receiptCount: 1, prices: [1_000], tenders }));
    source.append(cardRefund(1, 1_050));
    migrate(old, registerMigrations.slice(0, 10));
    copyBook(source.db, old);
    migrate(old, registerMigrations);
    const ledger = openLedger(old, () => 0);
    expect(ledger.refundedOf("sale_1").cards).toEqual([
      {
        ...{ paymentId: "pay_1", paidMinor: 1_050, paidTipMinor: 50 },
        ...{ refundedMinor: 1_050, tipMinor: 50 },
      },
    ]);
    expect(dump(old)).toEqual(dump(source.db));
  });

  it("is impossible by telling one refund twice", () => {
    const book = openBook();
    sell(book, 1, 1_000);
    book.append(refund(1, 100));
    expect(() => book.append(refund(1, 100))).toThrow("UNIQUE");
  });
});

function card(amountMinor: number, change: { tipMinor?: number; paymentId?: string } = {}): Tender {
  const { tipMinor = 0, paymentId = "pay_1" } = change;
  return {
    ...{ tender: "card", amountMinor, tipMinor, paymentId: PaymentId.parse(paymentId) },
    ...{ connection: "main", intentId: "pi_1", brand: null, last4: null },
    ...{ readMethod: null, emv: null },
  };
}

/** The entries alone, as a book of an older schema has them. */
function copyBook(from: Database, to: Database): void {
  to.pragma("foreign_keys = OFF");
  for (const table of ["posting", "ledger"]) {
    for (const row of from.prepare(`SELECT * FROM ${table}`).raw().all()) {
      const cells = row as (string | number)[];
      to.prepare(`INSERT INTO ${table} VALUES (${cells.map(() => "?").join()})`).run(...cells);
    }
  }
}

function dump(db: Database): unknown {
  const tables = ["figure", "open_day", "day_total", "closed_balance"];
  return [...tables, "refunded_sale", "refunded_line", "refunded_card", "once"].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).raw().all(),
  );
}
