import { money } from "../../contract/money.ts";
import type { ActivityFact, ActivityView } from "../../contract/people-views.ts";
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
  "payment-replaced",
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
  "sums-rebuilt",
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
    facts: factsOf(entry),
  };
}

function factsOf(entry: LedgerEntry): readonly ActivityFact[] {
  if ("reason" in entry && entry.reason !== undefined) {
    return [...amountIn(entry), { kind: "reason", reason: entry.reason }];
  }
  if ("what" in entry) return [{ kind: "setting", name: entry.what }];
  return "command" in entry ? [{ kind: "command", name: entry.command }] : figuresOf(entry);
}

function figuresOf(entry: LedgerEntry): readonly ActivityFact[] {
  switch (entry.type) {
    case "user-changed":
      return changeIn(entry);
    case "sign-in-failed":
      return [{ kind: "wrong-pins", number: entry.failCount }];
    case "lines-voided":
      return linesIn(entry);
    case "receipt-reprinted":
      return [{ kind: "copy", number: entry.copyNumber }];
    case "session-closed":
      return [{ kind: "over-short", amount: money(entry.overShortMinor, entry.currency) }];
    case "sums-rebuilt":
      return [{ kind: "text", text: entry.first }];
    case "day-closed":
      return [{ kind: "z", number: entry.zNumber }];
    default:
      return [];
  }
}

function changeIn({ change, role, via }: EntryOf<"user-changed">): readonly ActivityFact[] {
  return [
    { kind: "user-change", change },
    ...(role === undefined ? [] : [{ kind: "role", role } as const]),
    ...(via === undefined ? [] : [{ kind: "at-machine" } as const]),
  ];
}

function linesIn({
  lines,
  totalMinor,
  currency,
}: EntryOf<"lines-voided">): readonly ActivityFact[] {
  const names = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(", ");
  return [
    { kind: "amount", amount: money(totalMinor, currency) },
    { kind: "text", text: names },
  ];
}

function amountIn(entry: LedgerEntry): readonly ActivityFact[] {
  if (!("amountMinor" in entry && "currency" in entry)) return [];
  return [{ kind: "amount", amount: money(entry.amountMinor, entry.currency) }];
}
