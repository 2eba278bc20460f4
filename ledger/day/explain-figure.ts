import type { DayReport } from "../../contract/day-views.ts";
import { accounts } from "../chart.ts";
import type { DayClosed } from "../ledger-entry.ts";
import type { Recorded } from "../ledger.ts";
import type { DayCuts } from "./day-cuts.ts";
import { dayReport, type DayCut } from "./day-report.ts";
import { figureIn, isAmount, isStanding, termOf, type Term } from "./report-figures.ts";

/** Whose figure: of the day up to an entry, of a Z as it was printed, or of several Zs added up. */
export type Whose = Readonly<
  | { kind: "x"; lastSeq: number }
  | { kind: "z"; zNumber: number }
  | { kind: "period"; fromZ: number; toZ: number }
>;

/** What one entry brings to a figure. Of a period and of perpetual sums the entries are the Zs. */
export type FigureShare = Readonly<{ entry: Recorded; value: number }>;

/** In minor units of `currency`, or counted. */
export type Explained = Readonly<{
  unit: "money" | "count";
  currency: string;
  /** As the report says it. */
  value: number;
  /** What stood before the first entry: what lay in the drawer at the Z before. */
  carried: number;
  /** Every entry that brings anything, in order. With `carried` they make `addsUpTo`. */
  shares: readonly FigureShare[];
  addsUpTo: number;
}>;

export type NotExplained = Readonly<{
  refusal: "figure-not-found" | "z-not-found" | "entry-not-found";
  detail: string;
}>;

/**
 * Opens figures of a report into what makes them. What an entry brings is the figure of a day that
 * had this entry alone, by the fold that makes the reports: the two cannot drift apart.
 */
export function explainFigures(
  cuts: DayCuts,
  whose: Whose,
  names: readonly string[],
): Explained | NotExplained {
  const terms: Term[] = [];
  for (const name of names) {
    const term = termOf(name);
    if (term === undefined || isElsewhere(term, whose)) return notFound(name);
    terms.push(term);
  }
  const [first] = terms;
  const isOfAnother = (term: Term) =>
    isAmount(term) !== isAmount(first as Term) || isPerpetual(term) !== isPerpetual(first as Term);
  if (first === undefined || terms.some(isOfAnother)) {
    return notFound(names.join(" "));
  }
  const opened = open(cuts, whose, terms);
  if ("refusal" in opened) return opened;
  const addsUpTo = opened.shares.reduce((sum, { value }) => sum + value, opened.carried);
  return {
    unit: isAmount(first) ? "money" : "count",
    currency: cuts.currency,
    ...opened,
    addsUpTo,
  };
}

function notFound(detail: string): NotExplained {
  return { refusal: "figure-not-found", detail };
}

const isPerpetual = ({ group }: Term) => group === "perpetual";

/** Perpetual sums stand on a Z; what stood at a moment is no sum over days. */
function isElsewhere(term: Term, { kind }: Whose): boolean {
  if (kind === "period") return isStanding(term) || term.group === "perpetual";
  return term.group === "perpetual" && kind !== "z";
}

type Opened = Pick<Explained, "value" | "carried" | "shares">;

function open(cuts: DayCuts, whose: Whose, terms: readonly Term[]): Opened | NotExplained {
  switch (whose.kind) {
    case "x": {
      if (whose.lastSeq > cuts.headSeq()) {
        return { refusal: "entry-not-found", detail: String(whose.lastSeq) };
      }
      const cut = cuts.cutAt(whose.lastSeq);
      return { value: valueOf(terms, inDay(cuts.reportAt(whose.lastSeq))), ...openCut(cut, terms) };
    }
    case "z": {
      const z = cuts.zByNumber(whose.zNumber);
      if (z === undefined) return { refusal: "z-not-found", detail: String(whose.zNumber) };
      const value = valueOf(terms, inZ(z.entry));
      if (terms.every(isPerpetual)) {
        const zs = cuts.zReports(whose.zNumber + 1, whose.zNumber).toReversed();
        return { value, carried: 0, shares: sharesOf(zs, (z) => valueOf(terms, ownOf(z.entry))) };
      }
      return { value, ...openCut(cuts.cutAt(z.entry.lastSeq), terms) };
    }
    case "period":
      return openPeriod(cuts, whose, terms);
  }
}

function openPeriod(
  cuts: DayCuts,
  { fromZ, toZ }: Readonly<{ fromZ: number; toZ: number }>,
  terms: readonly Term[],
): Opened | NotExplained {
  const zs = fromZ > toZ ? [] : cuts.zReports(toZ + 1, toZ - fromZ + 1).toReversed();
  if (zs.at(-1)?.entry.zNumber !== toZ || zs[0]?.entry.zNumber !== fromZ) {
    return { refusal: "z-not-found", detail: `${fromZ} to ${toZ}` };
  }
  const shares = sharesOf(zs, (z) => valueOf(terms, inZ(z.entry)));
  return { value: shares.reduce((sum, share) => sum + share.value, 0), carried: 0, shares };
}

type Read = (term: Term) => number;

const valueOf = (terms: readonly Term[], read: Read) =>
  terms.reduce((sum, term) => sum + term.sign * read(term), 0);

const inDay =
  (report: DayReport): Read =>
  (term) =>
    figureIn(report, term);

const printed = ({ report }: DayClosed) => report as unknown as DayReport;

function inZ(z: DayClosed): Read {
  return (term) =>
    term.group === "perpetual"
      ? z.perpetual[term.member as keyof DayClosed["perpetual"]]
      : figureIn(printed(z), term);
}

/** What a Z adds to the perpetual sums. */
function ownOf(z: DayClosed): Read {
  const { sales, refunds } = printed(z);
  const own: Readonly<Record<string, number>> = {
    zCount: 1,
    receiptCount: sales.count,
    refundCount: refunds.count,
    grossMinor: sales.takenMinor,
    refundMinor: refunds.amountMinor,
  };
  return ({ member }) => own[member] ?? 0;
}

function sharesOf<Entry extends Recorded>(
  entries: readonly Entry[],
  valueIn: (recorded: Entry) => number,
): readonly FigureShare[] {
  return entries
    .map((entry) => ({ entry, value: valueIn(entry) }))
    .filter(({ value }) => value !== 0);
}

function openCut(cut: DayCut, terms: readonly Term[]): Pick<Opened, "carried" | "shares"> {
  const carried = valueOf(terms, (term) =>
    isExpected(term) ? cut.openingMinor : figureIn(dayReport({ ...cut, entries: [] }), term),
  );
  const asked = terms.map((term) => shareOf(cut, term));
  const shares = sharesOf(cut.entries, (recorded) => {
    const alone = dayReport({ ...cut, openingMinor: 0, entries: [recorded] });
    return asked.reduce((sum, share) => sum + share(recorded, alone), 0);
  });
  return { carried, shares };
}

const isExpected = ({ group, member }: Term) => group === "sessions" && member === "expectedMinor";

type ShareOf = (recorded: Recorded, alone: DayReport) => number;

/** What a session should have held, and how often it was counted, its last entry only repeats. */
function shareOf({ entries }: DayCut, term: Term): ShareOf {
  const { group, member, key, sign } = term;
  if (isExpected(term)) {
    const end = entries.find(
      ({ entry }) => entry.type === "session-closed" && entry.sessionId === key,
    );
    return ({ seq, postings }) => (seq < (end?.seq ?? 0) ? sign * drawerMinor(postings) : 0);
  }
  if (group === "sessions" && member === "countCount") {
    return ({ entry }) => (entry.type === "drawer-counted" && entry.sessionId === key ? sign : 0);
  }
  return (_, alone) => sign * figureIn(alone, term);
}

function drawerMinor(postings: Recorded["postings"]): number {
  return postings.reduce(
    (sum, { account, minor }) => (account === accounts.drawerCash ? sum + minor : sum),
    0,
  );
}
