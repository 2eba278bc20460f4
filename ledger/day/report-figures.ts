import type { DayReport } from "../../contract/day-views.ts";
import { taxKey } from "../../contract/tax-rate.ts";

/**
 * A figure is named by its path in a report: `sales.takenMinor`, `drawer.closingMinor`, and in a
 * list by what makes its row: `tenders[cash].amountMinor`, `tenders[other Voucher].count`,
 * `corrections.accounts[income:sales:A].amountMinor`, `taxes[A 2300].taxMinor`, `refunds.taxes[A 2300].netMinor`, `sessions[<id>].overShortMinor`. A
 * minus before it takes it off, so that several make what a screen shows as one.
 */
export type Term = Readonly<{
  name: string;
  sign: 1 | -1;
  group: string;
  /** Which row of a list; undefined for a figure that stands by itself. */
  key: string | undefined;
  member: string;
}>;

type Numbers = Readonly<Record<string, number>>;
type Rows = ReadonlyMap<string, Numbers>;

const groups: Readonly<Record<string, readonly string[]>> = {
  sales: [
    ...["count", "itemCount", "grossMinor", "discountMinor"],
    ...["taxAddedMinor", "roundingMinor", "takenMinor", "tipMinor"],
  ],
  refunds: ["count", "amountMinor", "failedCount", "failedMinor"],
  drawer: [
    ...["openingMinor", "salesMinor", "refundMinor", "topUpMinor", "inMinor", "outMinor"],
    ...["fromSafeMinor", "toSafeMinor", "overShortMinor", "correctionMinor", "partMinor"],
    "closingMinor",
  ],
  parts: ["takenMinor", "returnedMinor", "settledMinor"],
  storeCredit: ["soldMinor", "spentMinor", "givenBackMinor"],
  voided: ["count", "totalMinor"],
  voidedLines: ["count", "totalMinor"],
  corrections: ["count"],
  audit: ["noSales", "overrides", "failedSignIns", "reprints", "clockJumps", "trainingSales"],
  late: ["count"],
  perpetual: ["zCount", "receiptCount", "refundCount", "grossMinor", "refundMinor"],
};

const lists: Readonly<Record<string, readonly string[]>> = {
  taxes: ["netMinor", "taxMinor"],
  "refunds.taxes": ["netMinor", "taxMinor"],
  tenders: ["count", "amountMinor"],
  sessions: ["expectedMinor", "countedMinor", "overShortMinor", "countCount"],
  "corrections.accounts": ["amountMinor"],
};

/** What a name says; undefined where no report has such a figure. */
export function termOf(text: string): Term | undefined {
  const name = text.replace(/^-/, "");
  const sign = text.startsWith("-") ? -1 : 1;
  const [, group = "", key, member = ""] = /^([\w.]+?)(?:\[(.+)\])?\.(\w+)$/s.exec(name) ?? [];
  const known = key === undefined ? groups : lists;
  const members = Object.hasOwn(known, group) ? (known[group] ?? []) : [];
  return members.includes(member) ? { name, sign, group, key, member } : undefined;
}

/** Whether a term is an amount, in minor units; else it counts. */
export function isAmount({ member }: Term): boolean {
  return member.endsWith("Minor");
}

/** Whether a figure is what stood at a moment, and so is no sum over several days. */
export function isStanding({ group, member }: Term): boolean {
  return group === "sessions" || member === "openingMinor" || member === "closingMinor";
}

/** The figure in a report; what a report does not have, it has nothing of. */
export function figureIn(report: DayReport, { group, key, member }: Term): number {
  if (key !== undefined) return rowsOf(report, group).get(key)?.[member] ?? 0;
  if (group === "late") return report.late.length;
  const figures = report[group as "sales"] as unknown as Numbers | undefined;
  return figures?.[member] ?? 0;
}

function rowsOf(report: DayReport, list: string): Rows {
  switch (list) {
    case "tenders":
      return new Map(
        report.tenders.map(({ tender, name, ...row }) => [
          name === null ? tender : `${tender} ${name}`,
          row,
        ]),
      );
    case "sessions":
      return new Map(report.sessions.map(({ sessionId, userId: _, ...row }) => [sessionId, row]));
    case "corrections.accounts":
      return new Map(
        report.corrections?.accounts.map(({ account, ...row }) => [account, row]) ?? [],
      );
    default: {
      const taxes = list === "taxes" ? report.taxes : report.refunds.taxes;
      return new Map(taxes.map((tax) => [taxKey(tax.code, tax), numbersOf(tax)]));
    }
  }
}

const numbersOf = ({ netMinor, taxMinor }: DayReport["taxes"][number]) => ({ netMinor, taxMinor });
