import type { CountView, DayView, SessionView } from "../../contract/day-views.ts";
import { money } from "../../contract/money.ts";
import type { Clock } from "../ports.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { EntryOf } from "../../ledger/ledger-entry.ts";
import type { DayBook } from "./day-book.ts";
import type { DayConfig } from "./day-config.ts";
import { entryView } from "../sales/sale-views.ts";

/** A clock may be this much behind the newest entry, as time servers move it, before it is told. */
export const CLOCK_TOLERANCE_MS = 120_000;

export type DayViewDeps = Readonly<{
  ledger: Ledger;
  day: DayBook;
  dayConfig: DayConfig;
  now: Clock;
  nameOf: (userId: string) => string;
  parkedCount: () => number;
}>;

export function dayView(deps: DayViewDeps): DayView {
  const { day, dayConfig } = deps;
  const session = day.session();
  const lastZ = day.lastZ();
  return {
    session: session === null ? null : sessionView(deps, session),
    isSessionRequired: dayConfig.isSessionRequired,
    nextZNumber: (lastZ?.entry.zNumber ?? 0) + 1,
    firstSeq: (lastZ?.seq ?? 0) + 1,
    parkedCount: deps.parkedCount(),
    isTraining: day.isTraining(),
    clockBehindMs: clockBehindMs(deps),
  };
}

/** How far the clock is behind the newest entry or the last Z, when that is too far; else 0. */
export function clockBehindMs({ day, now }: Pick<DayViewDeps, "day" | "now">): number {
  const behindMs = Math.max(day.lastAtMs(), day.lastZ()?.atMs ?? 0) - now();
  return behindMs > CLOCK_TOLERANCE_MS ? behindMs : 0;
}

function sessionView(
  { ledger, nameOf }: DayViewDeps,
  { atMs, entry }: Recorded<EntryOf<"session-opened">>,
): SessionView {
  const { sessionId, userId, currency, floatMinor, differenceMinor } = entry;
  const entries = ledger.entriesOf(sessionId);
  return {
    sessionId,
    openedAtMs: atMs,
    openedBy: nameOf(userId),
    float: money(floatMinor, currency),
    startDifference: money(differenceMinor, currency),
    moves: entries.flatMap((recorded) => moveView(recorded, nameOf)),
    counts: entries.filter(isCount).map((count) => countView(count, nameOf)),
  };
}

function moveView(recorded: Recorded, nameOf: DayViewDeps["nameOf"]) {
  const { atMs, entry } = recorded;
  if (entry.type !== "cash-moved") return [];
  const { moveId, direction, amountMinor, currency, reason, counterAccount, userId } = entry;
  const amount = money(amountMinor, currency);
  const move = { moveId, direction, amount, reason, counterAccount, atMs, by: nameOf(userId) };
  return [{ ...move, entry: entryView(recorded) }];
}

export function isCount(recorded: Recorded): recorded is Recorded<EntryOf<"drawer-counted">> {
  return recorded.entry.type === "drawer-counted";
}

export function countView(
  { atMs, entry }: Recorded<EntryOf<"drawer-counted">>,
  nameOf: DayViewDeps["nameOf"],
): CountView {
  const { countId, countNumber, countedMinor, currency, userId } = entry;
  const counted = money(countedMinor, currency);
  return { countId, countNumber, counted, atMs, by: nameOf(userId) };
}
