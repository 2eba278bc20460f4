import { UserId } from "../../contract/ids.ts";
import type { UserView } from "../../contract/people-views.ts";
import { Role } from "../../contract/roles.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** After so many wrong PINs in a row nobody gets in by this account until a manager unlocks it. */
export const MAX_WRONG_PINS = 10;

export type User = Readonly<{
  userId: UserId;
  name: string;
  role: Role;
  pinHash: string;
  isActive: boolean;
  /** Wrong PINs in a row. */
  failCount: number;
}>;

type Row = Readonly<{
  user_id: string;
  name: string;
  role: string;
  pin_hash: string;
  is_active: number;
  fail_count: number;
}>;

export type Users = ReturnType<typeof openUsers>;

/** Who may work at this till. Names stand here alone, so that one can be erased. */
export function openUsers(db: Database) {
  const select = "SELECT * FROM user_account";
  const selectAll = db.prepare<[], Row>(`${select} ORDER BY name COLLATE NOCASE, user_id`);
  const selectOne = db.prepare<[string], Row>(`${select} WHERE user_id = ?`);
  const upsert = db.prepare(
    `INSERT INTO user_account (user_id, name, role, pin_hash, is_active, fail_count)
     VALUES (:userId, :name, :role, :pinHash, :isActive, :failCount)
     ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, role = excluded.role,
       pin_hash = excluded.pin_hash, is_active = excluded.is_active,
       fail_count = excluded.fail_count`,
  );
  const byId = (userId: string): User | undefined => {
    const row = selectOne.get(userId);
    return row === undefined ? undefined : userOf(row);
  };

  return {
    byId,
    all: (): readonly User[] => selectAll.all().map(userOf),
    save: (user: User): void => {
      upsert.run({ ...user, isActive: user.isActive ? 1 : 0 });
    },
    nameOf: (userId: string): string => byId(userId)?.name ?? userId,
  };
}

function userOf(row: Row): User {
  return {
    userId: UserId.parse(row.user_id),
    name: row.name,
    role: Role.parse(row.role),
    pinHash: row.pin_hash,
    isActive: row.is_active === 1,
    failCount: row.fail_count,
  };
}

export function userView({ userId, name, role, isActive, failCount }: User): UserView {
  const isLocked = failCount >= MAX_WRONG_PINS;
  return { userId, name, role, isActive, isLocked, wrongPins: failCount };
}
