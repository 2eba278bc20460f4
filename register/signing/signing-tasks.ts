import type { Database } from "../../ledger/storage/open-database.ts";
import type { SigningAct } from "../ports.ts";

/** What the device must still be told, in the order in which it happened. */
export type SigningTask = Readonly<{
  number: number;
  act: SigningAct;
  saleId: string;
  payload: string;
  failures: number;
}>;

export type SigningTasks = ReturnType<typeof openSigningTasks>;

/** The rows of the queue: a crash forgets no sale, and none is told twice of one thing. */
export function openSigningTasks(db: Database) {
  const insert = db.prepare(
    `INSERT INTO signing_task (act, sale_id, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const selectNext = db.prepare<[], SigningTask>(
    `SELECT number, act, sale_id AS saleId, payload, failures FROM signing_task
     WHERE is_done = 0 ORDER BY number LIMIT 1`,
  );
  const selectBegun = db
    .prepare<[], string>(
      `SELECT sale_id FROM signing_task AS begun WHERE act = 'begin' AND NOT EXISTS (
         SELECT 1 FROM signing_task WHERE sale_id = begun.sale_id AND act <> 'begin'
       )`,
    )
    .pluck();
  const markDone = db.prepare("UPDATE signing_task SET is_done = 1 WHERE number = ?");
  const markFailed = db.prepare("UPDATE signing_task SET failures = failures + 1 WHERE number = ?");
  const deleteSale = db.prepare("DELETE FROM signing_task WHERE sale_id = ?");
  const selectCursor = db.prepare<[], number>("SELECT seq FROM signing_cursor").pluck();
  const upsertCursor = db.prepare(
    `INSERT INTO signing_cursor (one, seq) VALUES (1, ?)
     ON CONFLICT (one) DO UPDATE SET seq = excluded.seq`,
  );
  return {
    put: (act: SigningAct, saleId: string, payload: string): void => {
      insert.run(act, saleId, payload);
    },
    next: (): SigningTask | undefined => selectNext.get(),
    /** Sales that were begun and neither finished nor cancelled. */
    begun: (): readonly string[] => selectBegun.all(),
    /** With its last act a sale is no matter of the queue any more. */
    done: ({ number, act, saleId }: SigningTask): void => {
      if (act === "begin") markDone.run(number);
      else deleteSale.run(saleId);
    },
    failed: ({ number }: SigningTask): void => {
      markFailed.run(number);
    },
    /** The last entry whose tasks were made; undefined before the first device. */
    cursor: (): number | undefined => selectCursor.get(),
    moveCursor: (seq: number): void => {
      upsertCursor.run(seq);
    },
  };
}
