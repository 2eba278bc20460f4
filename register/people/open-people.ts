import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Emit, Logger, NewId, RegisterConfig, Ticks } from "../ports.ts";
import { survivingDisk } from "../surviving-disk.ts";
import { createAdmission, type Admit } from "./admit.ts";
import { createApprovals } from "./approvals.ts";
import { createPinCheck } from "./check-pin.ts";
import type { PeopleDeps } from "./people-commands.ts";
import { recoverAccess } from "./recover-access.ts";
import { createSeat } from "./seat.ts";
import type { Users } from "./users.ts";

/** How often an idle till is looked at. */
const TICK_MS = 1_000;

type Books = Readonly<{
  db: Database;
  config: RegisterConfig;
  ledger: Ledger;
  users: Users;
  newId: NewId;
  log: Logger;
}>;

type Parts = Readonly<{
  emit: Emit;
  folder: string;
  ticks?: Ticks;
  /** Nobody is locked out meanwhile. */
  isCustomerAtReader: () => boolean;
}>;

export type People = PeopleDeps & Readonly<{ admit: Admit; start: () => void; stop: () => void }>;

/** Puts users, the seat at the till, approvals and rights together. */
export function openPeople(
  { db, config, ledger, users, newId, log }: Books,
  { emit, folder, isCustomerAtReader, ticks = () => performance.now() }: Parts,
): People {
  recoverAccess({ db, ledger, users, log }, folder);
  const { startsAs, autoLockMs, rights } = config.people;
  const approvals = createApprovals();
  const checkPin = createPinCheck({ db, ledger, users, ticks });
  const shared = { db, ledger, users, approvals, rights };
  const seat = createSeat({ ...shared, ticks, startsAs, autoLockMs, isCustomerAtReader, emit });
  let timer: NodeJS.Timeout | undefined;
  return {
    ...{ ...shared, newId, checkPin, seat },
    admit: createAdmission({ ...shared, seat }),
    start() {
      if (autoLockMs !== null) timer = setInterval(survivingDisk(log, seat.lockWhenIdle), TICK_MS);
    },
    stop: () => clearInterval(timer),
  };
}
