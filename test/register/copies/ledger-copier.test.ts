import { describe, expect, it } from "vitest";
import type { CopyRequest } from "../../../contract/ledger-copy-protocol.ts";
import { KeyId } from "../../../contract/ids.ts";
import { openLedger } from "../../../ledger/ledger.ts";
import { openLedgerRows } from "../../../ledger/ledger-rows.ts";
import { GENESIS } from "../../../ledger/hash-chain.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { createLedgerCopier } from "../../../register/copies/ledger-copier.ts";
import { silentLog } from "../../support/world.ts";

describe("createLedgerCopier", () => {
  it("tells the key again on the next line: the last one may have gone before it arrived", () => {
    const db = openDatabase(":memory:");
    migrate(db, registerMigrations);
    const sent: CopyRequest["type"][] = [];
    const copier = createLedgerCopier({
      ledger: openLedger(db, () => 0),
      rows: openLedgerRows(db),
      key: { keyId: KeyId.parse("0".repeat(16)), publicKey: "A".repeat(43) },
      send: ({ type }) => sent.push(type) > 0,
      log: silentLog,
      diverged: () => undefined,
    });
    const head = { type: "ledger-head", head: { seq: 0, hash: GENESIS } } as const;
    copier.hear(head);
    expect(sent).toEqual(["device-key"]);
    copier.offline();
    copier.hear(head);
    expect(sent).toEqual(["device-key", "device-key"]);
    copier.hear(head);
    expect(sent).toHaveLength(2);
  });
});
