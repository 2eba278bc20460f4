import { rateOfPpm } from "../../contract/tax-rate.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** Sales of every kind, drawn at random: classes of one tax or two, tenders in any mix, parts. */
const currency = "EUR";
const userId = "user_mia";

type Choice<Item> = readonly [Item, ...Item[]];
export type Draw = (limit: number) => number;
export type Book = Readonly<{ db: Database; ledger: Ledger; draw: Draw }>;

/** What the acts below are made with: numbers of their own, and a way into the book. */
export function openActs({ db, ledger, draw }: Book) {
  let number = 0;
  const state = { receiptCount: 0 };
  const write = (...entries: readonly object[]) =>
    db
      .transaction(() => {
        for (const entry of entries) ledger.append(LedgerEntry.parse(entry));
      })
      .immediate();
  return {
    ...{ draw, write, state },
    id: (prefix: string) => `${prefix}_${(number += 1)}`,
    /** Some of an amount, all and nothing included. */
    some: (minor: number) => draw(minor + 1),
    one: <Item>(...items: Choice<Item>): Item => items[draw(items.length)] ?? items[0],
    /** A fact of the day before, now and then. */
    late: () => {
      const day = ledger.openDay();
      const isLate = day.day > 1 && draw(3) === 0;
      return isLate ? { late: { zNumber: day.day - 1, seq: day.firstSeq - 1 } } : {};
    },
  };
}

export type Acts = ReturnType<typeof openActs>;

const classes: Choice<Readonly<{ taxCode: string; ppm: readonly number[] }>> = [
  { taxCode: "A", ppm: [230_000] },
  { taxCode: "B", ppm: [0] },
  { taxCode: "C:", ppm: [90_000] },
  { taxCode: "Q", ppm: [50_000, 99_750] },
];

type Shared = Readonly<{ netMinor: number; taxMinor: number }>;

/** An amount with its taxes inside, of a class of one tax or of two. */
export function taxed({ one }: Acts, grossMinor: number): Shared & Readonly<{ taxCode: string }> {
  const { taxCode, ppm } = one(...classes);
  const all = ppm.reduce((sum, rate) => sum + rate, 0);
  const minors = ppm.map((rate) => Math.floor((grossMinor * rate) / (1_000_000 + all)));
  const taxMinor = minors.reduce((sum, minor) => sum + minor, 0);
  const netMinor = grossMinor - taxMinor;
  const parts = ppm.map((rate, index) => ({
    ...{ code: ["GST", "QST"][index], ...rateOfPpm(rate) },
    ...{ netMinor, taxMinor: minors[index] ?? 0 },
  }));
  const taxes = parts.length > 1 ? { taxes: parts } : {};
  return { taxCode, ...rateOfPpm(all), netMinor, taxMinor, ...taxes };
}

function soldLine(acts: Acts, taxMode: string, index: number) {
  const { draw, some } = acts;
  const [unitMinor, quantity] = [draw(3_000), 1 + draw(3)];
  const listMinor = unitMinor * quantity;
  const discountMinor = draw(4) === 0 ? some(listMinor) : 0;
  const share = taxed(acts, listMinor - discountMinor);
  // On top of prices: the net is what the line says, and its taxes come to it.
  const moved = taxMode === "exclusive" ? { netMinor: listMinor - discountMinor } : {};
  return {
    ...{ lineId: `line_${index}`, productId: "prod_1", name: "Thing", detail: "", quantity },
    ...{ unitMinor, listMinor, discount: null, ownDiscountMinor: 0, discountMinor },
    ...{ ...share, ...moved, listNetMinor: share.netMinor + discountMinor },
  };
}

function tender(acts: Acts, amountMinor: number) {
  const { draw, id, one, some } = acts;
  const card = { paymentId: id("pay"), connection: "main", intentId: "pi_1", brand: null };
  return one<object>(
    { tender: "cash", amountMinor, givenMinor: amountMinor + 500, changeMinor: 500 },
    {
      ...{ tender: "card", amountMinor, tipMinor: draw(2) * some(300), ...card },
      ...{ last4: null, readMethod: null, emv: null },
    },
    { tender: "link", amountMinor, ...card, sessionId: null, last4: null },
    { tender: "store-credit", amountMinor, accountId: "credit_1", reservationId: id("pay") },
    { tender: "other", amountMinor, name: one("Voucher", "Cheque", "Card"), reference: null },
  );
}

type Paid = Readonly<{ tenders?: (totalMinor: number) => readonly object[] }>;

/** A sale of one to three lines, paid in one to three ways, some of them taken before as parts. */
export function sell(acts: Acts, { tenders }: Paid = {}) {
  const { draw, one, some, id, write, state } = acts;
  const taxMode = one("inclusive", "exclusive");
  const lines = Array.from({ length: 1 + draw(3) }, (_, index) => soldLine(acts, taxMode, index));
  const totalMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
  const roundingMinor = tenders === undefined && totalMinor > 2 ? draw(5) - 2 : 0;
  const dueMinor = totalMinor + roundingMinor;
  const first = some(dueMinor);
  const paid =
    tenders?.(dueMinor) ??
    (draw(2) === 0 ? [dueMinor] : [first, dueMinor - first]).map((minor) => tender(acts, minor));
  const parts = paid.map((one) =>
    tenders === undefined && draw(4) === 0 ? { ...one, partId: id("pay") } : one,
  );
  const saleId = id("sale");
  state.receiptCount += 1;
  const ofSale = { saleId, userId, currency };
  const taken = parts.flatMap((part) =>
    "partId" in part
      ? [{ type: "tender-taken", ...ofSale, partId: part.partId, tender: withoutPart(part) }]
      : [],
  );
  write(...taken, {
    ...{ type: "sale-completed", ...ofSale, receiptCount: state.receiptCount, taxMode, lines },
    ...{ discount: null, totalMinor, roundingMinor, tenders: parts },
  });
  return { saleId, totalMinor, lines };
}

function withoutPart(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== "partId"));
}
