import type { CopiedEntry, CopyHead } from "../../contract/ledger-copy-protocol.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { DeviceKeyRow, LedgerCopyRows } from "./storage.ts";

export function sqliteLedgerCopies(db: Database): LedgerCopyRows {
  const insert = db.prepare(
    `INSERT INTO ledger_copy (register_id, seq, content, hash, copied_at_ms)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const selectHead = db.prepare<[string], CopyHead>(
    "SELECT seq, hash FROM ledger_copy WHERE register_id = ? ORDER BY seq DESC LIMIT 1",
  );
  const selectHash = db
    .prepare<[string, number], string>(
      "SELECT hash FROM ledger_copy WHERE register_id = ? AND seq = ?",
    )
    .pluck();
  const selectAfter = db.prepare<[string, number, number], CopiedEntry>(
    `SELECT seq, content, hash FROM ledger_copy
     WHERE register_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const insertKey = db.prepare(
    `INSERT INTO device_key (register_id, key_id, public_key, told_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const selectKeys = db.prepare<[string], DeviceKeyRow>(
    `SELECT key_id AS keyId, public_key AS publicKey, told_at_ms AS toldAtMs
     FROM device_key WHERE register_id = ? ORDER BY told_at_ms, key_id`,
  );

  return {
    insert: (registerId, { seq, content, hash }, atMs) => {
      insert.run(registerId, seq, content, hash, atMs);
      return Promise.resolve();
    },
    selectHead: (registerId) =>
      Promise.resolve(selectHead.get(registerId) ?? { seq: 0, hash: GENESIS }),
    selectHash: (registerId, seq) => Promise.resolve(selectHash.get(registerId, seq)),
    selectAfter: (registerId, seq, limit) =>
      Promise.resolve(selectAfter.all(registerId, seq, limit)),
    insertKey: (registerId, { keyId, publicKey, toldAtMs }) => {
      const { changes } = insertKey.run(registerId, keyId, publicKey, toldAtMs);
      return Promise.resolve(changes > 0);
    },
    selectKeys: (registerId) => Promise.resolve(selectKeys.all(registerId)),
  };
}
