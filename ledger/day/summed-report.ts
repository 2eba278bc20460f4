import { assert } from "../../contract/assert.ts";
import type { DayReport } from "../../contract/day-views.ts";
import { accounts } from "../chart.ts";
import { figureNames as names, taxNames } from "../figure-names.ts";
import type { Recorded } from "../ledger.ts";
import type { EntryOf, LedgerEntry } from "../ledger-entry.ts";
import type { DayTotal } from "../projections.ts";
import type { Ends } from "../stretch.ts";
import { correctionFigures } from "./correction-figures.ts";
import { sumTaxes } from "./tax-sums.ts";
import { foldDrawer, givenBackTaxes, lateFacts, sessionFigures } from "./day-report.ts";
import { sumsOf, taxSharesOf, tendersOf, type Sums } from "./day-sums.ts";

/** The cut as the book's rows sum it up; only the few entries that a report lists are read. */
export type SummedCut = Ends &
  Readonly<{
    currency: string;
    firstSeq: number;
    lastSeq: number;
    headHash: string;
    openingMinor: number;
    totals: readonly DayTotal[];
    closedSessions: readonly EntryOf<"session-closed">[];
    counts: readonly EntryOf<"drawer-counted">[];
    corrections: readonly EntryOf<"correction">[];
    late: readonly Recorded[];
    /** How many entries of a kind there are. */
    count: (type: LedgerEntry["type"]) => number;
  }>;

/** The same report as `dayReport` folds from the entries, to the byte, without reading them. */
export function summedReport(cut: SummedCut): DayReport {
  const { currency, firstSeq, lastSeq, headHash, firstAtMs, lastAtMs } = cut;
  const sums = sumsOf(cut.totals);
  const { of } = sums;
  const [voids, lines] = [of(names.voids), of(names.voidedLines)];
  return {
    version: 1,
    ...{ currency, firstSeq, lastSeq, headHash, firstAtMs, lastAtMs },
    sales: salesFigures(cut, sums),
    taxes: sumTaxes(taxSharesOf(sums, taxNames.sales)),
    tenders: tendersOf(sums),
    refunds: refundFigures(sums),
    drawer: drawerFigures(cut, sums),
    ...partFigures(sums),
    sessions: sessionFigures(cut.closedSessions, cut.counts),
    storeCredit: {
      soldMinor: of(names.topUps).minor,
      spentMinor: of(names.tender({ tender: "store-credit" })).minor,
      givenBackMinor: of(names.refundTo({ tender: "store-credit" })).minor,
    },
    voided: { count: voids.count, totalMinor: voids.minor },
    ...(lines.count > 0 && { voidedLines: { count: lines.count, totalMinor: lines.minor } }),
    ...correctionFigures(cut.corrections),
    audit: auditFigures(cut, sums),
    late: lateFacts(cut.late),
  };
}

function salesFigures(cut: Ends, sums: Sums): DayReport["sales"] {
  const { firstReceipt, lastReceipt } = cut;
  const { of } = sums;
  const [sales, items] = [of(names.sales), of(names.items)];
  const takenMinor = sums.minorUnder("tender:");
  return {
    count: sales.count,
    itemCount: items.count,
    ...{ firstReceipt, lastReceipt },
    grossMinor: items.minor,
    discountMinor: of(names.discounts).minor,
    taxAddedMinor: of(names.taxAdded).minor,
    roundingMinor: takenMinor - sales.minor,
    takenMinor,
    tipMinor: of(names.tips).minor,
  };
}

/** The figures leave out what failed; the report tells both. */
function refundFigures(sums: Sums): DayReport["refunds"] {
  const [given, failed] = [sums.of(names.refunds), sums.of(names.refundsFailed)];
  const shares = taxSharesOf(sums, taxNames.refunds);
  return {
    count: given.count + failed.count,
    amountMinor: sums.minorUnder("refund:") + failed.minor,
    failedCount: failed.count,
    failedMinor: failed.minor,
    taxes: givenBackTaxes(shares),
  };
}

function drawerFigures({ openingMinor }: SummedCut, { of }: Sums): DayReport["drawer"] {
  const partMinor = of(names.cashParts).minor;
  const figures = {
    ...(partMinor !== 0 && { partMinor }),
    openingMinor,
    salesMinor: of(names.tender({ tender: "cash" })).minor,
    refundMinor: of(names.refundTo({ tender: "cash" })).minor,
    topUpMinor: of(names.cashTopUps).minor,
    inMinor: of(names.cashIn).minor,
    outMinor: of(names.cashOut).minor,
    fromSafeMinor: of(names.fromSafe).minor,
    toSafeMinor: of(names.toSafe).minor,
    overShortMinor: of(names.overShort).minor,
    correctionMinor: of(names.drawerCorrections).minor,
  };
  const closingMinor = openingMinor + of(accounts.drawerCash).minor;
  const told = foldDrawer(figures);
  assert(told === closingMinor, `the drawer's figures make ${told}, its postings ${closingMinor}`);
  return { ...figures, closingMinor };
}

function partFigures({ of }: Sums): Pick<DayReport, "parts"> {
  const [taken, returned] = [of(names.partsTaken).minor, of(names.partsReturned).minor];
  const settled = of(names.partsSettled).minor;
  if (taken + returned + settled === 0) return {};
  return { parts: { takenMinor: taken, returnedMinor: returned, settledMinor: settled } };
}

function auditFigures({ count }: SummedCut, { of }: Sums): DayReport["audit"] {
  return {
    noSales: of(names.noSales).count,
    overrides: count("override-granted"),
    failedSignIns: count("sign-in-failed"),
    reprints: of(names.reprints).count,
    clockJumps: count("clock-jumped"),
    trainingSales: count("training-sale"),
  };
}
