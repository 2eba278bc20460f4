import type {
  DayClosed,
  EntryOf,
  LedgerEntry,
  PaymentVoided,
  RefundPaid,
  SaleCompleted,
} from "./ledger-entry.ts";

type Rule<Type extends LedgerEntry["type"]> = (entry: EntryOf<Type>) => string | undefined;

/** Checks of figures that no schema can state, by kind. */
const rules: { readonly [Type in LedgerEntry["type"]]?: Rule<Type> } = {
  "sale-completed": faultOfSale,
  "refund-paid": faultOfRefund,
  "lines-voided": ({ lines, totalMinor }) =>
    sum(lines, ({ amountMinor }) => amountMinor) === totalMinor
      ? undefined
      : "its lines do not make its total",
  "payment-voided": faultOfVoid,
  "session-opened": ({
    expectedMinor,
    fromSafeMinor,
    floatMinor,
    differenceMinor,
    denominations,
  }) => {
    if (floatMinor !== expectedMinor + fromSafeMinor + differenceMinor) {
      return "its float is not what was expected, what the safe gave and the difference";
    }
    return faultOfCount(denominations, floatMinor);
  },
  "drawer-counted": ({ denominations, countedMinor }) => faultOfCount(denominations, countedMinor),
  "session-closed": ({ expectedMinor, countedMinor, overShortMinor, toSafeMinor }) => {
    if (overShortMinor !== countedMinor - expectedMinor) return "its over/short is not the count's";
    return toSafeMinor > countedMinor ? "more went to the safe than there was" : undefined;
  },
  "day-closed": faultOfDay,
  correction: ({ postings }) => {
    const sums = new Map<string, number>();
    for (const { currency, minor } of postings) {
      sums.set(currency, (sums.get(currency) ?? 0) + minor);
    }
    return [...sums.values()].some((minor) => minor !== 0) ? "it does not balance" : undefined;
  },
};

/** What an entry's own figures must agree on, in words; undefined when they do. */
export function faultOfEntry(entry: LedgerEntry): string | undefined {
  return (rules[entry.type] as ((entry: LedgerEntry) => string | undefined) | undefined)?.(entry);
}

function faultOfSale({ lines, tenders, totalMinor, roundingMinor }: SaleCompleted) {
  if (sum(lines, ({ netMinor, taxMinor }) => netMinor + taxMinor) !== totalMinor) {
    return "its lines do not make its total";
  }
  if (sum(tenders, ({ amountMinor }) => amountMinor) !== totalMinor + roundingMinor) {
    return "its tenders do not make its total";
  }
  const isWrong = lines.some(
    ({ listMinor, quantity, unitMinor }) => listMinor !== quantity * unitMinor,
  );
  if (isWrong) return "a line is not its price times its quantity";
  if (!lines.every(hasItsTaxes)) return "a line's taxes do not make its tax";
  const isOff = tenders.some(
    (tender) =>
      tender.tender === "cash" && tender.amountMinor !== tender.givenMinor - tender.changeMinor,
  );
  return isOff ? "its cash is not what was given less the change" : undefined;
}

type Taxed = Readonly<{
  taxMinor: number;
  taxes?: readonly Readonly<{ taxMinor: number }>[] | undefined;
}>;

function hasItsTaxes({ taxMinor, taxes }: Taxed): boolean {
  return taxes === undefined || sum(taxes, (part) => part.taxMinor) === taxMinor;
}

function faultOfRefund({ lines, taxes, amountMinor }: RefundPaid) {
  if (sum(lines, (line) => line.amountMinor) !== amountMinor) {
    return "its lines do not make its amount";
  }
  if (!taxes.every(hasItsTaxes)) return "a share's taxes do not make its tax";
  const given = sum(taxes, ({ netMinor, taxMinor }) => netMinor + taxMinor);
  return given === amountMinor ? undefined : "its net and tax do not make its amount";
}

function faultOfVoid({ taxes, amountMinor, tipMinor }: PaymentVoided) {
  if (!taxes.every(hasItsTaxes)) return "a share's taxes do not make its tax";
  const given = sum(taxes, ({ netMinor, taxMinor }) => netMinor + taxMinor);
  return given + tipMinor === amountMinor ? undefined : "its net, tax and tip are not its hold";
}

/** A count without denominations is a sum that somebody typed. */
function faultOfCount(
  denominations: readonly Readonly<{ minor: number; count: number }>[],
  countedMinor: number,
): string | undefined {
  if (denominations.length === 0) return undefined;
  const counted = sum(denominations, ({ minor, count }) => minor * count);
  return counted === countedMinor ? undefined : "its notes and coins do not make its count";
}

/** A day without any entry ends right before it begins. */
function faultOfDay({ zNumber, firstSeq, lastSeq, perpetual }: DayClosed): string | undefined {
  if (lastSeq < firstSeq - 1) return "its day ends before it begins";
  return perpetual.zCount === zNumber ? undefined : "its perpetual count is not its number";
}

function sum<Item>(items: readonly Item[], minorOf: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += minorOf(item);
  return total;
}
