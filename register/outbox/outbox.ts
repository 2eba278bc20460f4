import { ToRelay } from "../../contract/relay-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** An instruction that survives restarts until the relay has stored it. Never a new charge. */
export type Instruction = Extract<
  ToRelay,
  { type: "capture-payment" | "void-payment" | "refund-payment" }
>;

export type Outbox = ReturnType<typeof openOutbox>;

/** Durable list of what the relay must still be told, oldest first. */
export function openOutbox(db: Database) {
  const insert = db.prepare(
    `INSERT INTO outbox (id, message, created_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET refused = NULL`,
  );
  const selectUnsent = db.prepare<[], string>(
    "SELECT message FROM outbox WHERE refused IS NULL ORDER BY rowid",
  );
  const selectCount = db.prepare<[], number>("SELECT count(*) FROM outbox WHERE refused IS NULL");
  const deleteOne = db.prepare("DELETE FROM outbox WHERE id = ?");
  const markRefused = db.prepare("UPDATE outbox SET refused = ? WHERE id = ?");

  return {
    /** Commits with the ledger entry that it follows from. The same id twice is one instruction,
     * and one that was refused is tried once more. */
    put: (instruction: Instruction, atMs: number): void => {
      insert.run(instruction.id, JSON.stringify(instruction), atMs);
    },
    unsent: (): readonly Instruction[] =>
      selectUnsent
        .pluck()
        .all()
        .map((text) => ToRelay.parse(JSON.parse(text)) as Instruction),
    count: (): number => selectCount.pluck().get() ?? 0,
    /** The relay has stored it: the duty is the relay's now. True when it stood here. */
    accepted: (id: string): boolean => deleteOne.run(id).changes > 0,
    /** It must not go out any more. */
    withdraw: (id: string): void => void deleteOne.run(id),
    /** Kept for a person to see; it is not sent again. */
    refused: (id: string, refusal: string): boolean => markRefused.run(refusal, id).changes > 0,
  };
}
