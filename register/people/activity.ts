import { money, toDecimal } from "../../contract/money.ts";
import type { ActivityView } from "../../contract/people-views.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { EntryOf, LedgerEntry } from "../../ledger/ledger-entry.ts";

/** What the log of risky acts shows; sales and the facts of payments are lists of their own. */
export const riskyTypes = [
  "user-changed",
  "user-signed-in",
  "user-signed-out",
  "sign-in-failed",
  "user-locked",
  "override-granted",
  "override-used",
  "refund-started",
  "refund-paid",
  "sale-voided",
  "lines-voided",
  "session-opened",
  "session-closed",
  "cash-moved",
  "no-sale",
  "drawer-opened",
  "receipt-reprinted",
  "configuration-changed",
  "clock-jumped",
  "training-started",
  "training-ended",
  "day-closed",
  "correction",
] as const satisfies readonly LedgerEntry["type"][];

type Named = Readonly<Record<string, unknown>>;

/** One line of the log. Pure; `nameOf` turns ids into today's names. */
export function activityView(
  { seq, atMs, entry }: Recorded,
  nameOf: (userId: string) => string,
): ActivityView {
  const named: Named = entry;
  const asName = (key: string) => (typeof named[key] === "string" ? nameOf(named[key]) : null);
  const isOverride = entry.type === "override-granted";
  return {
    seq,
    atMs,
    what: entry.type,
    who: isOverride ? asName("forUserId") : (asName("userId") ?? asName("byUserId")),
    approvedBy: asName("byUserId"),
    detail: detailOf(entry),
  };
}

/** The one thing about it that somebody who looks through the log wants to see at once. */
function detailOf(entry: LedgerEntry): string {
  if ("reason" in entry) return [amountIn(entry), entry.reason].filter(Boolean).join(", ");
  if ("what" in entry) return entry.what;
  return "command" in entry ? entry.command : figureOf(entry);
}

function figureOf(entry: LedgerEntry): string {
  switch (entry.type) {
    case "user-changed":
      return [entry.change, entry.role, entry.via && "at the machine"].filter(Boolean).join(" ");
    case "sign-in-failed":
      return entry.failCount === 1 ? "1 wrong PIN" : `${entry.failCount} wrong PINs in a row`;
    case "lines-voided":
      return linesIn(entry);
    case "receipt-reprinted":
      return `COPY ${entry.copyNumber}`;
    case "session-closed":
      return `over/short ${toDecimal(money(entry.overShortMinor, entry.currency))}`;
    case "day-closed":
      return `Z ${entry.zNumber}`;
    default:
      return "";
  }
}

function linesIn({ lines, totalMinor, currency }: EntryOf<"lines-voided">): string {
  const names = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(", ");
  return `${toDecimal(money(totalMinor, currency))}, ${names}`;
}

function amountIn(entry: LedgerEntry): string {
  if (!("amountMinor" in entry && "currency" in entry)) return "";
  return toDecimal(money(entry.amountMinor, entry.currency));
}
