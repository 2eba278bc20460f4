import { SessionId } from "../../contract/ids.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Denomination } from "../../ledger/ledger-entry.ts";
import type { NewId, RegisterConfig } from "../ports.ts";

type Deps = Readonly<{ ledger: Ledger; config: RegisterConfig; newId: NewId }>;

/**
 * Opens the very first session with the float that the settings name, so that a demo sells at once.
 * Runs in the transaction of the first start; afterwards people open the drawer.
 */
export function openFirstSession({ ledger, config, newId }: Deps): void {
  const { day, people, shop } = config;
  const [userId] = [people.startsAs, ...people.users.map((user) => user.userId)];
  if (day.startFloatMinor === null || userId == null) return;
  const floatMinor = day.startFloatMinor;
  ledger.append({
    type: "session-opened",
    sessionId: SessionId.parse(newId("session")),
    userId,
    currency: shop.currency,
    expectedMinor: 0,
    fromSafeMinor: floatMinor,
    floatMinor,
    differenceMinor: 0,
    denominations: inFewestPieces(floatMinor, [...shop.coinsMinor, ...shop.notesMinor]),
  });
}

/** Largest first; what the smallest coin cannot make is left out, and settings name no such float. */
function inFewestPieces(minor: number, values: readonly number[]): Denomination[] {
  let left = minor;
  return values
    .toSorted((a, b) => b - a)
    .map((value) => {
      const count = Math.floor(left / value);
      left -= count * value;
      return { minor: value, count };
    })
    .filter(({ count }) => count > 0);
}
