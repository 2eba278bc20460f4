import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Pin } from "../../contract/commands/people.ts";
import { UserId } from "../../contract/ids.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Logger } from "../ports.ts";
import { hashPin } from "./pin-hash.ts";
import type { Users } from "./users.ts";

const NAME = "unlock-user.json";
const Order = z.strictObject({ userId: UserId, pin: Pin.optional() });

type Deps = Readonly<{ db: Database; ledger: Ledger; users: Users; log: Logger }>;

/**
 * The way back in where wrong PINs have locked the only manager: who can write into the register's
 * folder may put a file there, and the next start unlocks the user it names, with a new PIN where
 * it gives one. The book says that it came from the machine and not from a person at the till. The
 * file goes, for it may hold a PIN; one that is not understood opens nothing and stays.
 */
export function recoverAccess({ db, ledger, users, log }: Deps, folder: string): void {
  const path = join(folder, NAME);
  if (!existsSync(path)) return;
  const order = Order.safeParse(parsed(readFileSync(path, "utf8")));
  const user = order.success ? users.byId(order.data.userId) : undefined;
  if (!order.success || user === undefined || !user.isActive) {
    log.error("the file that should unlock a user names none", { path });
    return;
  }
  const { userId, pin } = order.data;
  const change = { type: "user-changed", userId, byUserId: userId, via: "host" } as const;
  db.transaction(() => {
    users.save({ ...user, failCount: 0, pinHash: pin === undefined ? user.pinHash : hashPin(pin) });
    ledger.append({ ...change, change: "unlocked" });
    if (pin !== undefined) ledger.append({ ...change, change: "pin" });
  }).immediate();
  rmSync(path);
  log.warn("a user was unlocked from the machine", { userId });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON is not an order.
    return undefined;
  }
}
