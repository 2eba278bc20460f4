import { SessionId } from "../../contract/ids.ts";
import { accounts } from "../../ledger/chart.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Denomination } from "../../ledger/ledger-entry.ts";
import type { NewId, RegisterConfig } from "../ports.ts";

type Deps = Readonly<{ ledger: Ledger; config: RegisterConfig; newId: NewId }>;

/**
 * Opens the very first session with the float that the settings name, so that a demo sells at once,
 * also one whose book is older than sessions. Runs in the transaction of the start; afterwards
 * people open the drawer.
 */
export function openFirstSession({ ledger, config, newId }: Deps): void {
  const { day, people, shop } = config;
  const [userId] = [people.startsAs, ...people.users.map((user) => user.userId)];
  if (day.startFloatMinor === null || userId == null) return;
  if (ledger.latest("session-opened", Number.MAX_SAFE_INTEGER, 1).length > 0) return;
  const expectedMinor = ledger.balance(accounts.drawerCash, shop.currency);
  const fromSafeMinor = day.startFloatMinor;
  const floatMinor = expectedMinor + fromSafeMinor;
  ledger.append({
    type: "session-opened",
    sessionId: SessionId.parse(newId("session")),
    userId,
    currency: shop.currency,
    expectedMinor,
    fromSafeMinor,
    floatMinor,
    differenceMinor: 0,
    denominations: inFewestPieces(floatMinor, [...shop.coinsMinor, ...shop.notesMinor]),
  });
}

/** Largest first; none at all where the smallest coin cannot make the amount. */
function inFewestPieces(minor: number, values: readonly number[]): Denomination[] {
  let left = minor;
  const pieces = values
    .toSorted((a, b) => b - a)
    .map((value) => {
      const count = Math.floor(left / value);
      left -= count * value;
      return { minor: value, count };
    })
    .filter(({ count }) => count > 0);
  return left === 0 ? pieces : [];
}
