import { CustomerId } from "../../contract/ids.ts";
import type { CustomerView } from "../../contract/views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { foldText } from "../catalog/search-text.ts";
import type { NewId } from "../ports.ts";

type Row = Readonly<{ customerId: string; name: string; email: string | null }>;

const columns = "SELECT customer_id AS customerId, name, email FROM customer";

export type Customers = ReturnType<typeof openCustomers>;

/** Who sales were for. The book names them by id only; here they can be erased. */
export function openCustomers(db: Database, newId: NewId) {
  const sql = prepareCustomers(db);

  function indexWords(customerId: string, name: string): void {
    sql.deleteWords.run(customerId);
    for (const word of new Set(foldText(name).split(" "))) sql.insertWord.run(word, customerId);
  }

  return {
    byId(customerId: CustomerId): CustomerView {
      const row = sql.selectById.get(customerId);
      return row === undefined ? { customerId, name: null, email: null } : viewOf(row);
    },
    /** One who has this e-mail already is the same person, by the newer name. */
    put({ name, email }: Readonly<{ name: string; email: string | null }>): CustomerId {
      const known = email === null ? undefined : sql.selectByEmail.get(email);
      const customerId = known?.customerId ?? newId("customer");
      sql.upsert.run(customerId, name, email);
      indexWords(customerId, name);
      return CustomerId.parse(customerId);
    },
    /** By the beginning of a word of the name, or of the e-mail. */
    find(text: string, limit: number): readonly CustomerView[] {
      const from = foldText(text).split(" ")[0] ?? "";
      const query = { from, to: `${from}\u{10FFFF}`, email: text.trim(), limit };
      return from === "" ? [] : sql.selectFound.all(query).map(viewOf);
    },
    /** Name and e-mail are gone; sales keep the bare id. False where nobody had it. */
    erase: (customerId: CustomerId): boolean => sql.erase.run(customerId).changes > 0,
  };
}

function prepareCustomers(db: Database) {
  return {
    selectById: db.prepare<[string], Row>(`${columns} WHERE customer_id = ?`),
    selectByEmail: db.prepare<[string], Row>(`${columns} WHERE email = ?`),
    upsert: db.prepare<[string, string, string | null]>(
      `INSERT INTO customer (customer_id, name, email) VALUES (?, ?, ?)
       ON CONFLICT (customer_id) DO UPDATE SET name = excluded.name`,
    ),
    deleteWords: db.prepare<[string]>("DELETE FROM customer_word WHERE customer_id = ?"),
    insertWord: db.prepare<[string, string]>("INSERT INTO customer_word VALUES (?, ?)"),
    selectFound: db.prepare<{ from: string; to: string; email: string; limit: number }, Row>(
      `${columns} WHERE customer_id IN (
         SELECT customer_id FROM customer_word WHERE word >= :from AND word < :to)
       OR email = :email ORDER BY name LIMIT :limit`,
    ),
    erase: db.prepare<[string]>("DELETE FROM customer WHERE customer_id = ?"),
  };
}

function viewOf({ customerId, name, email }: Row): CustomerView {
  return { customerId: CustomerId.parse(customerId), name, email };
}
