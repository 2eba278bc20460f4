import type { UserId } from "../../contract/ids.ts";
import type { Role } from "../../contract/roles.ts";
import type { RightSettings } from "./rights.ts";
import type { Users } from "./users.ts";

/** Who works here at the first start, and how the till is locked. */
export type PeopleConfig = Readonly<{
  /** Made where the till has no users yet; afterwards the till's own list counts. */
  users: readonly Readonly<{ userId: UserId; name: string; role: Role; pinHash: string }>[];
  /** Sits at the till when the program starts; null starts it locked. */
  startsAs: UserId | null;
  /** The till locks by itself after this time without a command; null: never. */
  autoLockMs: number | null;
  /** Where this shop allows or denies otherwise than the house. */
  rights: RightSettings;
}>;

export function seedUsers(users: Users, config: PeopleConfig): void {
  if (users.all().length > 0) return;
  for (const user of config.users) users.save({ ...user, isActive: true, failCount: 0 });
}
