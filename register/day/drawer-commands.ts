import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { DayView } from "../../contract/day-views.ts";
import { CountId, MoveId, SessionId } from "../../contract/ids.ts";
import { MAX_MINOR } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Denomination } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { mayPass } from "../people/may-pass.ts";
import type { AttentionItem } from "../../contract/attention-views.ts";
import type { Emit, Logger, NewId } from "../ports.ts";
import { noteClock } from "./clock-watch.ts";
import { countView, dayView, isCount, type DayViewDeps } from "./day-view.ts";
import { proveSums } from "./prove-sums.ts";

export type DayDeps = DayViewDeps &
  Readonly<{
    db: Database;
    log: Logger;
    shop: ShopView;
    newId: NewId;
    emit: Emit;
    attention: () => readonly AttentionItem[];
  }>;

/** What was counted, where every value is a note or coin of the shop's currency. */
function countedMinor(
  shop: ShopView,
  denominations: readonly Denomination[],
): Result<number, "unknown-denomination" | "too-much-cash"> {
  const known = [...shop.notesMinor, ...shop.coinsMinor];
  const unknown = denominations.find(({ minor }) => !known.includes(minor));
  if (unknown !== undefined) return refuse("unknown-denomination", String(unknown.minor));
  const counted = denominations.reduce((sum, { minor, count }) => sum + minor * count, 0);
  return counted > MAX_MINOR ? refuse("too-much-cash") : ok(counted);
}

/** Tells every screen how the day stands now. */
export function told(deps: DayDeps): Readonly<{ ok: true; value: DayView }> {
  const view = dayView(deps);
  deps.emit({ event: "day-changed", view });
  return ok(view);
}

/** Takes the drawer over: what lies in it, counted, and what of it came from the safe just now. */
export function openSession(
  deps: DayDeps,
  who: Who,
  { denominations, fromSafe }: Input<"day.open-session">,
): Outcome<"day.open-session"> {
  const { db, ledger, shop, day, dayConfig } = deps;
  if (day.session() !== null) return refuse("session-open");
  if (fromSafe.currency !== shop.currency) return refuse("currency-mismatch");
  const float = countedMinor(shop, denominations);
  if (!float.ok) return float;
  proveSums(deps);
  const expectedMinor = day.drawerMinor();
  const differenceMinor = float.value - expectedMinor - fromSafe.minor;
  const isOdd = Math.abs(differenceMinor) > dayConfig.differenceLimitMinor;
  if ((isOdd || isBeforeLastZ(deps)) && !mayPass(who)) return refuse("needs-approval");
  db.transaction(() => {
    noteClock(deps);
    ledger.append({
      type: "session-opened",
      sessionId: SessionId.parse(deps.newId("session")),
      userId: who.userId,
      currency: shop.currency,
      expectedMinor,
      fromSafeMinor: fromSafe.minor,
      floatMinor: float.value,
      differenceMinor,
      denominations: present(denominations),
    });
  }).immediate();
  return told(deps);
}

/** A clock from before the last Z would open a day that is closed. Order is the sequence, anyway. */
function isBeforeLastZ({ day, now }: DayDeps): boolean {
  return now() < (day.lastZ()?.atMs ?? 0);
}

const present = (denominations: readonly Denomination[]) =>
  denominations.filter(({ count }) => count > 0);

export function moveCash(
  deps: DayDeps,
  who: Who,
  input: Input<"day.move-cash">,
): Outcome<"day.move-cash"> {
  const { db, ledger, shop, day } = deps;
  const { direction, amount, reason, counterAccount } = input;
  const session = day.session();
  if (session === null) return refuse("session-not-open");
  if (amount.currency !== shop.currency) return refuse("currency-mismatch");
  if (amount.minor <= 0) return refuse("nothing-to-move");
  if (direction === "out" && amount.minor > day.drawerMinor()) return refuse("drawer-short");
  const { sessionId } = session.entry;
  db.transaction(() =>
    ledger.append({
      type: "cash-moved",
      moveId: MoveId.parse(deps.newId("move")),
      sessionId,
      userId: who.userId,
      currency: shop.currency,
      direction,
      amountMinor: amount.minor,
      reason,
      counterAccount,
      ...(who.approval && { approval: who.approval.approvalId }),
    }),
  ).immediate();
  return told(deps);
}

/** Every count is kept. The answer is what was counted: what was expected comes with the close. */
export function countDrawer(
  deps: DayDeps,
  who: Who,
  { denominations }: Input<"day.count">,
): Outcome<"day.count"> {
  const { db, ledger, shop, day } = deps;
  const session = day.session();
  if (session === null) return refuse("session-not-open");
  const counted = countedMinor(shop, denominations);
  if (!counted.ok) return counted;
  const { sessionId } = session.entry;
  const recorded = db
    .transaction(() =>
      ledger.append({
        type: "drawer-counted",
        countId: CountId.parse(deps.newId("count")),
        sessionId,
        userId: who.userId,
        currency: shop.currency,
        countNumber: ledger.entriesOf(sessionId).filter(isCount).length + 1,
        denominations: present(denominations),
        countedMinor: counted.value,
      }),
    )
    .immediate();
  told(deps);
  return ok(countView(recorded, deps.nameOf));
}

export function openWithoutSale(
  deps: DayDeps,
  who: Who,
  { reason }: Input<"day.no-sale">,
): Outcome<"day.no-sale"> {
  const { db, ledger, day } = deps;
  const session = day.session();
  if (session === null) return refuse("session-not-open");
  const { userId } = who;
  const { sessionId } = session.entry;
  const approval = who.approval?.approvalId ?? null;
  db.transaction(() => {
    ledger.append({ type: "no-sale", userId, sessionId, reason, approval });
    ledger.append({ type: "drawer-opened", userId, cause: "no-sale", saleId: null });
  }).immediate();
  return told(deps);
}
