import type { AttentionItem } from "../../contract/attention-views.ts";
import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { DayReport } from "../../contract/day-views.ts";
import { money } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import { accounts } from "../../ledger/chart.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { DayClosed, EntryOf, PerpetualTotals } from "../../ledger/ledger-entry.ts";
import { mayPass } from "../people/may-pass.ts";
import type { Payments } from "../payments/payments.ts";
import type { DeviceKey } from "../signing/device-key.ts";
import type { Logger } from "../ports.ts";
import { announceKey } from "../signing/announce-key.ts";
import { noteClock } from "./clock-watch.ts";
import { dayReport } from "../../ledger/day/day-report.ts";
import { isCount } from "./day-view.ts";
import { told, type DayDeps } from "./drawer-commands.ts";
import { proveSums } from "./prove-sums.ts";
import { zReportView } from "./z-reports.ts";

export type CloseDeps = DayDeps &
  Readonly<{
    payments: Payments;
    deviceKey: DeviceKey;
    log: Logger;
    /** What needs a person at the cut. */
    attention: () => readonly AttentionItem[];
    /** Witnesses the head, once the close is on the disk. */
    witness: () => void;
  }>;

type CloseInput = Input<"day.close-session">;
type Closing = Omit<EntryOf<"session-closed">, "type">;
type CloseRefusal =
  | "session-not-open"
  | "count-not-found"
  | "count-outdated"
  | "currency-mismatch"
  | "drawer-short"
  | "payment-in-progress"
  | "needs-approval";

/** What moves cash in the drawer after a count makes that count one of another drawer. */
const movesCash = [
  ...(["sale-completed", "refund-paid", "cash-moved", "credit-topped-up"] as const),
  ...(["tender-taken", "tender-returned", "correction"] as const),
];

/** The count that the drawer is to be closed by, where it is one of what lies in it now. */
function countOf({ ledger }: CloseDeps, sessionId: string, countId: string) {
  const counts = ledger.entriesOf(sessionId).filter(isCount);
  const count = counts.find(({ entry }) => entry.countId === countId);
  if (count === undefined) return refuse("count-not-found");
  const isOutdated = movesCash.some((type) =>
    ledger
      .since(type, count.seq + 1)
      .some(({ postings }) => postings.some(({ account }) => account === accounts.drawerCash)),
  );
  return isOutdated ? refuse("count-outdated") : ok(count.entry);
}

/** The count is in the book already, so that telling what was expected changes it no more. */
export function compareCount(
  deps: CloseDeps,
  { countId }: Input<"day.compare">,
): Outcome<"day.compare"> {
  const { shop, day, dayConfig } = deps;
  const session = day.session();
  if (session === null) return refuse("session-not-open");
  const count = countOf(deps, session.entry.sessionId, countId);
  if (!count.ok) return count;
  const { countedMinor } = count.value;
  const expectedMinor = day.drawerMinor();
  const overShortMinor = countedMinor - expectedMinor;
  return ok({
    countId,
    expected: money(expectedMinor, shop.currency),
    counted: money(countedMinor, shop.currency),
    overShort: money(overShortMinor, shop.currency),
    needsApproval: Math.abs(overShortMinor) > dayConfig.differenceLimitMinor,
  });
}

const isAtReader = ({ payments }: CloseDeps) =>
  payments.notFinal().some(({ phase }) => phase === "waiting");

function closingOf(deps: CloseDeps, who: Who, input: CloseInput): Result<Closing, CloseRefusal> {
  const { shop, day, dayConfig } = deps;
  const session = day.session();
  if (session === null) return refuse("session-not-open");
  if (isAtReader(deps)) return refuse("payment-in-progress");
  const { sessionId } = session.entry;
  const count = countOf(deps, sessionId, input.countId);
  if (!count.ok) return count;
  const { countId, countedMinor } = count.value;
  const { toSafe } = input;
  if (toSafe.currency !== shop.currency) return refuse("currency-mismatch");
  if (!isWithin(toSafe.minor, countedMinor)) return refuse("drawer-short");
  const expectedMinor = day.drawerMinor();
  const overShortMinor = countedMinor - expectedMinor;
  const isOver = Math.abs(overShortMinor) > dayConfig.differenceLimitMinor;
  if (isOver && !mayPass(who)) return refuse("needs-approval");
  return ok({
    ...{ sessionId, userId: who.userId, currency: shop.currency, countId },
    ...{ expectedMinor, countedMinor, overShortMinor, toSafeMinor: toSafe.minor },
    ...(who.approval && { approval: who.approval.approvalId }),
  });
}

const isWithin = (minor: number, most: number) => minor >= 0 && minor <= most;

/** Closes the drawer by the count that holds. What is over or short becomes a posting of its own. */
export function closeSession(
  deps: CloseDeps,
  who: Who,
  input: CloseInput,
): Outcome<"day.close-session"> {
  const { db, ledger } = deps;
  proveSums(deps);
  const closing = closingOf(deps, who, input);
  if (!closing.ok) return closing;
  db.transaction(() => ledger.append({ type: "session-closed", ...closing.value })).immediate();
  deps.witness();
  return told(deps);
}

/**
 * The Z: the session's close and the cut in one transaction, so that a crash leaves both or neither.
 * An UNKNOWN payment does not hold the day open: it is listed, and its end is a fact of the next.
 */
export function closeDay(
  deps: CloseDeps,
  who: Who,
  { close }: Input<"day.close">,
): Outcome<"day.close"> {
  const { db, ledger, day } = deps;
  if (day.isTraining()) return refuse("training");
  if (close === null && day.session() !== null) return refuse("session-open");
  if (isAtReader(deps)) return refuse("payment-in-progress");
  proveSums(deps);
  const closing = close === null ? ok(null) : closingOf(deps, who, close);
  if (!closing.ok) return closing;
  const recorded = db
    .transaction(() => {
      noteClock(deps);
      if (closing.value !== null) ledger.append({ type: "session-closed", ...closing.value });
      announceKey(ledger, deps.deviceKey);
      return ledger.append(signed(deps, zEntry(deps, who)));
    })
    .immediate();
  deps.witness();
  told(deps);
  deps.emit({ event: "attention-changed", view: deps.attention() });
  return ok(zReportView(recorded, deps.nameOf));
}

type Unsigned = Omit<DayClosed, "signature">;

function signed({ deviceKey }: CloseDeps, entry: Unsigned): DayClosed {
  return { ...entry, signature: deviceKey.signZ(entry) };
}

function failedRefunds({ attention }: CloseDeps): Pick<DayClosed, "failedRefunds"> {
  const failed = attention().filter((item) => item.kind === "refund-failed");
  if (failed.length === 0) return {};
  return {
    failedRefunds: failed.map(({ refundId, saleId, amount }) => ({
      ...{ refundId, saleId, amountMinor: amount.minor },
    })),
  };
}

function zEntry(deps: CloseDeps, { userId }: Who): Unsigned {
  const { ledger, day, shop, payments } = deps;
  const before = day.lastZ();
  const { seq: lastSeq, hash: ledgerHash } = ledger.head();
  const report = dayReport(day.cutAt(lastSeq));
  return {
    type: "day-closed",
    zNumber: (before?.entry.zNumber ?? 0) + 1,
    userId,
    currency: shop.currency,
    firstSeq: report.firstSeq,
    ...{ lastSeq, ledgerHash },
    report: { ...report },
    perpetual: nextPerpetual(before, report),
    unknownPayments: payments.notFinal().map(({ paymentId, saleId, amountMinor }) => ({
      ...{ paymentId, saleId, amountMinor },
    })),
    ...failedRefunds(deps),
  };
}

const nothingYet = { zCount: 0, receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 };

function nextPerpetual(
  before: Recorded<DayClosed> | undefined,
  { sales, refunds }: DayReport,
): PerpetualTotals {
  const sums = before?.entry.perpetual ?? nothingYet;
  return {
    zCount: sums.zCount + 1,
    receiptCount: sums.receiptCount + sales.count,
    refundCount: sums.refundCount + refunds.count,
    grossMinor: sums.grossMinor + sales.takenMinor,
    refundMinor: sums.refundMinor + refunds.amountMinor,
  };
}
