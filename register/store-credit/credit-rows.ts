import { CreditAccountId, ReservationId, SaleId, UserId } from "../../contract/ids.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** A sale that waits for the relay to hold its amount. */
export type CreditSpend = Readonly<{
  reservationId: ReservationId;
  saleId: SaleId;
  accountId: CreditAccountId;
  userId: UserId;
  amountMinor: number;
}>;

type SpendRow = Readonly<{
  reservation_id: string;
  sale_id: string;
  account_id: string;
  user_id: string;
  amount_minor: number;
}>;
type AccountRow = Readonly<{ account_id: string; name: string }>;

export type CreditRows = ReturnType<typeof openCreditRows>;

/** Names of accounts, and what waits for the relay. Balances are not kept here: they are shared. */
export function openCreditRows(db: Database) {
  const selectName = db.prepare<[string], string>(
    "SELECT name FROM credit_account WHERE account_id = ?",
  );
  const selectLike = db.prepare<[string, number], AccountRow>(
    `SELECT account_id, name FROM credit_account WHERE name LIKE ? ESCAPE '\\'
     ORDER BY name COLLATE NOCASE LIMIT ?`,
  );
  const insertAccount = db.prepare("INSERT INTO credit_account (account_id, name) VALUES (?, ?)");
  const selectSpends = db.prepare<[], SpendRow>("SELECT * FROM credit_spend ORDER BY rowid");
  const selectOfSale = db.prepare<[string], SpendRow>(
    "SELECT * FROM credit_spend WHERE sale_id = ?",
  );
  const selectSpend = db.prepare<[string], SpendRow>(
    "SELECT * FROM credit_spend WHERE reservation_id = ?",
  );
  const insertSpend = db.prepare(
    `INSERT INTO credit_spend (reservation_id, sale_id, account_id, user_id, amount_minor)
     VALUES (:reservationId, :saleId, :accountId, :userId, :amountMinor)`,
  );
  const deleteSpend = db.prepare("DELETE FROM credit_spend WHERE reservation_id = ?");
  /** Accounts of other registers that the relay has told of since the start. */
  const told = new Set<string>();
  const one = (row: SpendRow | undefined) => (row === undefined ? undefined : spendOf(row));

  return {
    nameOf: (accountId: string): string | undefined => selectName.pluck().get(accountId),
    /** Names that begin with the text, whatever wildcards it holds. */
    find: (text: string, limit: number) =>
      selectLike
        .all(`${text.replaceAll(/[\\%_]/g, "\\$&")}%`, limit)
        .map(({ account_id, name }) => ({ accountId: CreditAccountId.parse(account_id), name })),
    addAccount: (accountId: CreditAccountId, name: string): void =>
      void insertAccount.run(accountId, name),
    learn: (accountId: CreditAccountId): void => void told.add(accountId),
    isLearned: (accountId: CreditAccountId): boolean => told.has(accountId),
    spends: (): readonly CreditSpend[] => selectSpends.all().map(spendOf),
    ofSale: (saleId: string) => one(selectOfSale.get(saleId)),
    byId: (reservationId: string) => one(selectSpend.get(reservationId)),
    addSpend: (spend: CreditSpend): void => void insertSpend.run(spend),
    removeSpend: (reservationId: string): void => void deleteSpend.run(reservationId),
  };
}

function spendOf(row: SpendRow): CreditSpend {
  return {
    reservationId: ReservationId.parse(row.reservation_id),
    saleId: SaleId.parse(row.sale_id),
    accountId: CreditAccountId.parse(row.account_id),
    userId: UserId.parse(row.user_id),
    amountMinor: row.amount_minor,
  };
}
