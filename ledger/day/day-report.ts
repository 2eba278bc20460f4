import { assert } from "../../contract/assert.ts";
import type { DayReport } from "../../contract/day-views.ts";
import { taxKey } from "../../contract/tax-rate.ts";
import { accounts } from "../chart.ts";
import { correctionFigures } from "./correction-figures.ts";
import type { Recorded } from "../ledger.ts";
import type { EntryOf, LedgerEntry, SoldLine, TaxShare, Tender } from "../ledger-entry.ts";
import { tenderKey } from "./day-sums.ts";
import { partsOf, sumTaxes } from "./tax-sums.ts";

/** The cut: which entries, and what lay in the drawer before the first of them. */
export type DayCut = Readonly<{
  currency: string;
  firstSeq: number;
  lastSeq: number;
  headHash: string;
  openingMinor: number;
  /** All entries from `firstSeq` to `lastSeq`, in order. */
  entries: readonly Recorded[];
}>;

type Kinds = Readonly<{
  of: <Type extends LedgerEntry["type"]>(type: Type) => readonly EntryOf<Type>[];
}>;

/**
 * Folds a day's entries into its figures: what a Z freezes, and is rebuilt by. Pure, and by the
 * entries alone: the same cut gives the same report to the byte, years later. The drawer is summed from the postings; that it equals what
 * the entries say of it is asserted.
 */
export function dayReport(cut: DayCut): DayReport {
  const { currency, firstSeq, lastSeq, headHash, entries } = cut;
  const kinds: Kinds = {
    of: <Type extends LedgerEntry["type"]>(type: Type) =>
      entries.flatMap(({ entry }) => (entry.type === type ? [entry as EntryOf<Type>] : [])),
  };
  return {
    version: 1,
    ...{ currency, firstSeq, lastSeq, headHash },
    firstAtMs: entries[0]?.atMs ?? 0,
    lastAtMs: entries.at(-1)?.atMs ?? 0,
    sales: salesFigures(kinds),
    taxes: sumTaxes(kinds.of("sale-completed").flatMap(({ lines }) => lines)),
    tenders: tenderFigures(kinds),
    refunds: refundFigures(kinds),
    drawer: drawerFigures(cut, kinds),
    ...partFigures(kinds),
    sessions: sessionFigures(kinds.of("session-closed"), kinds.of("drawer-counted")),
    storeCredit: creditFigures(kinds),
    voided: {
      count: kinds.of("sale-voided").length,
      totalMinor: sum(kinds.of("sale-voided"), ({ totalMinor }) => totalMinor),
    },
    ...voidedLines(kinds),
    ...correctionFigures(kinds.of("correction")),
    audit: auditFigures(kinds),
    late: lateFacts(entries),
  };
}

function salesFigures({ of }: Kinds): DayReport["sales"] {
  const sales = of("sale-completed");
  const lines = sales.flatMap((sale) => sale.lines);
  const tenders = sales.flatMap((sale) => sale.tenders);
  const takenMinor = sum(tenders, ({ amountMinor }) => amountMinor);
  const roundingMinor = sum(sales, (sale) => sale.roundingMinor);
  const paid = sum(lines, ({ netMinor, taxMinor }) => netMinor + taxMinor);
  assert(paid + roundingMinor === takenMinor, `lines make ${paid}, tenders ${takenMinor}`);
  return {
    count: sales.length,
    itemCount: sum(lines, ({ quantity }) => quantity),
    firstReceipt: sales[0]?.receiptCount ?? 0,
    lastReceipt: sales.at(-1)?.receiptCount ?? 0,
    grossMinor: sum(lines, ({ listMinor }) => listMinor),
    discountMinor: sum(lines, ({ discountMinor }) => discountMinor),
    taxAddedMinor: addedTax(sales),
    roundingMinor,
    takenMinor,
    tipMinor:
      sum(tenders, (tender) => (tender.tender === "card" ? tender.tipMinor : 0)) +
      sum(of("payment-captured"), ({ lateTipMinor = 0 }) => lateTipMinor),
  };
}

function addedTax(sales: readonly EntryOf<"sale-completed">[]): number {
  const onTop = sales.filter(({ taxMode }) => taxMode === "exclusive");
  const lines = onTop.flatMap((sale): readonly SoldLine[] => sale.lines);
  return sum(lines, ({ taxMinor }) => taxMinor);
}

function tenderFigures({ of }: Kinds): DayReport["tenders"] {
  const sums = new Map<string, DayReport["tenders"][number]>();
  for (const tender of of("sale-completed").flatMap((sale) => sale.tenders)) {
    const name = tender.tender === "other" ? tender.name : null;
    const key = tenderKey(tender.tender, name);
    const before = sums.get(key) ?? { tender: tender.tender, name, count: 0, amountMinor: 0 };
    const amountMinor = before.amountMinor + tender.amountMinor;
    sums.set(key, { ...before, count: before.count + 1, amountMinor });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, figure]) => figure);
}

function refundFigures({ of }: Kinds): DayReport["refunds"] {
  const refunded = of("refund-accepted").filter(({ isReplaced }) => isReplaced !== true);
  const byCard = [...refunded, ...of("payment-voided")];
  const paid = of("refund-paid");
  const failed = of("refund-failed").filter(
    ({ wasAccepted, isReplaced }) => wasAccepted && isReplaced !== true,
  );
  const given = [...byCard, ...paid];
  return {
    count: given.length,
    amountMinor:
      sum(byCard, ({ amountMinor }) => amountMinor) +
      sum(paid, ({ amountMinor, roundingMinor }) => amountMinor + roundingMinor),
    failedCount: failed.length,
    failedMinor: sum(failed, ({ amountMinor }) => amountMinor),
    taxes: givenBackTaxes([
      ...given.flatMap(({ taxes }) => taxes),
      ...failed.flatMap(({ taxes }) => taxes.map(takenBack)),
    ]),
  };
}

/** A refund that failed owes its tax again. */
function takenBack({ taxes, ...share }: TaxShare): TaxShare {
  const negated = <Sums extends Pick<TaxShare, "netMinor" | "taxMinor">>(sums: Sums): Sums => ({
    ...sums,
    netMinor: 0 - sums.netMinor,
    taxMinor: 0 - sums.taxMinor,
  });
  return { ...negated(share), ...(taxes && { taxes: taxes.map(negated) }) };
}

/** What went back of each tax, by its key. */
export function givenBackTaxes(shares: readonly TaxShare[]): DayReport["refunds"]["taxes"] {
  const sums = new Map<string, DayReport["taxes"][number]>();
  for (const part of shares.flatMap(partsOf)) {
    const key = taxKey(part.code, part);
    const before = sums.get(key);
    sums.set(key, {
      ...part,
      netMinor: part.netMinor + (before?.netMinor ?? 0),
      taxMinor: part.taxMinor + (before?.taxMinor ?? 0),
    });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, figure]) => figure);
}

function drawerFigures({ openingMinor, entries }: DayCut, { of }: Kinds): DayReport["drawer"] {
  const opened = of("session-opened");
  const closed = of("session-closed");
  const moved = (direction: "in" | "out") =>
    sum(
      of("cash-moved").filter((move) => move.direction === direction),
      ({ amountMinor }) => amountMinor,
    );
  const partMinor = cashPartsMinor(of);
  const figures = {
    ...(partMinor !== 0 && { partMinor }),
    openingMinor,
    salesMinor: sum(
      of("sale-completed").flatMap(({ tenders }) => tenders),
      ({ tender, amountMinor }) => (tender === "cash" ? amountMinor : 0),
    ),
    refundMinor: sum(of("refund-paid"), ({ to, amountMinor, roundingMinor }) =>
      to.tender === "cash" ? amountMinor + roundingMinor : 0,
    ),
    topUpMinor: sum(of("credit-topped-up"), ({ by, amountMinor }) =>
      by.tender === "cash" ? amountMinor : 0,
    ),
    inMinor: moved("in"),
    outMinor: moved("out"),
    fromSafeMinor: sum(opened, ({ fromSafeMinor }) => fromSafeMinor),
    toSafeMinor: sum(closed, ({ toSafeMinor }) => toSafeMinor),
    overShortMinor:
      sum(opened, ({ differenceMinor }) => differenceMinor) +
      sum(closed, ({ overShortMinor }) => overShortMinor),
    correctionMinor: sum(
      of("correction").flatMap(({ postings }) => postings),
      ({ account, minor }) => (account === accounts.drawerCash ? minor : 0),
    ),
  };
  const postings = entries.flatMap((recorded) => recorded.postings);
  const closingMinor =
    openingMinor +
    sum(postings, ({ account, minor }) => (account === accounts.drawerCash ? minor : 0));
  const told = foldDrawer(figures);
  assert(told === closingMinor, `the drawer's entries make ${told}, its postings ${closingMinor}`);
  return { ...figures, closingMinor };
}

/** What lies in the drawer after all that moved it. */
export function foldDrawer(figures: Omit<DayReport["drawer"], "closingMinor">): number {
  const { openingMinor, salesMinor, topUpMinor, inMinor, fromSafeMinor, ...rest } = figures;
  const came = openingMinor + salesMinor + topUpMinor + inMinor + fromSafeMinor;
  const partMinor = rest.partMinor ?? 0;
  const went = rest.refundMinor + rest.outMinor + rest.toSafeMinor;
  return came - went + rest.overShortMinor + rest.correctionMinor + partMinor;
}

const cashOf = ({ tender }: Readonly<{ tender: Tender }>) =>
  tender.tender === "cash" ? tender.amountMinor : 0;

/** Cash of sales that are not complete, less what became part of one that now is. */
function cashPartsMinor(of: Kinds["of"]): number {
  const settled = settledParts(of).map((tender) => ({ tender }));
  return (
    sum(of("tender-taken"), cashOf) - sum(of("tender-returned"), cashOf) - sum(settled, cashOf)
  );
}

function settledParts(of: Kinds["of"]): readonly Tender[] {
  return of("sale-completed")
    .flatMap(({ tenders }) => tenders)
    .filter(({ partId }) => partId !== undefined);
}

/** Only where there were any: a day without them is told as it always was. */
function partFigures({ of }: Kinds): Pick<DayReport, "parts"> {
  const amountOf = (one: Readonly<{ tender: Tender }>) => one.tender.amountMinor;
  const raisedMinor = sum(of("hold-raised"), ({ fromMinor, toMinor }) => toMinor - fromMinor);
  const takenMinor = sum(of("tender-taken"), amountOf) + raisedMinor;
  const returnedMinor = sum(of("tender-returned"), amountOf);
  const settledMinor = sum(settledParts(of), ({ amountMinor }) => amountMinor);
  if (takenMinor + returnedMinor + settledMinor === 0) return {};
  return { parts: { takenMinor, returnedMinor, settledMinor } };
}

/** Each drawer that was closed in the cut. */
export function sessionFigures(
  closed: readonly EntryOf<"session-closed">[],
  counts: readonly EntryOf<"drawer-counted">[],
): DayReport["sessions"] {
  return closed.map((session) => {
    const { sessionId, userId, expectedMinor, countedMinor, overShortMinor } = session;
    const countCount = counts.filter((count) => count.sessionId === sessionId).length;
    return { sessionId, userId, expectedMinor, countedMinor, overShortMinor, countCount };
  });
}

function creditFigures({ of }: Kinds): DayReport["storeCredit"] {
  const tenders = of("sale-completed").flatMap((sale) => sale.tenders);
  return {
    soldMinor: sum(of("credit-topped-up"), ({ amountMinor }) => amountMinor),
    spentMinor: sum(tenders, ({ tender, amountMinor }) =>
      tender === "store-credit" ? amountMinor : 0,
    ),
    givenBackMinor: sum(of("refund-paid"), ({ to, amountMinor, roundingMinor }) =>
      to.tender === "store-credit" ? amountMinor + roundingMinor : 0,
    ),
  };
}

/** Absent where there were none, so that a Z from before they were kept is rebuilt as it was. */
function voidedLines({ of }: Kinds): Pick<DayReport, "voidedLines"> {
  const voided = of("lines-voided");
  if (voided.length === 0) return {};
  const count = sum(voided, ({ lines }) => lines.length);
  return { voidedLines: { count, totalMinor: sum(voided, ({ totalMinor }) => totalMinor) } };
}

function auditFigures({ of }: Kinds): DayReport["audit"] {
  return {
    noSales: of("no-sale").length,
    overrides: of("override-granted").length,
    failedSignIns: of("sign-in-failed").length,
    reprints: of("receipt-reprinted").length,
    clockJumps: of("clock-jumped").length,
    trainingSales: of("training-sale").length,
  };
}

/** Those of the entries that belong to a day which was closed already. */
export function lateFacts(entries: readonly Recorded[]): DayReport["late"] {
  return entries.flatMap(({ seq, entry }) =>
    "late" in entry && entry.late !== undefined
      ? [{ seq, type: entry.type, zNumber: entry.late.zNumber, ofSeq: entry.late.seq }]
      : [],
  );
}

function sum<Item>(items: readonly Item[], minorOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + minorOf(item), 0);
}
