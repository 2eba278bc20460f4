import { join } from "node:path";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import type { LedgerRow } from "../../ledger/ledger.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { openDeviceKey } from "../../register/signing/device-key.ts";
import { closeDay, openDayWorld, openDrawer } from "./day.ts";
import { memorySecrets } from "./memory-secrets.ts";
import { beans, kettle } from "./world.ts";

/** Of the register that sold them. */
export const secrets = memorySecrets();
/** That signs them. */
export const key = openDeviceKey(secrets);

/** The book of a register that sold on two days, two sales each, and closed both. */
export function twoDays(): readonly LedgerRow[] {
  const { world } = openDayWorld({}, { secrets });
  for (let day = 1; day <= 2; day += 1) {
    openDrawer(world);
    world.sell(beans);
    world.sell(kettle, beans);
    closeDay(world);
  }
  const db = openForReading(join(world.folder, "register.db"));
  const rows = openLedgerRows(db).after(0, 1_000);
  db.close();
  return rows;
}

/** As an export has it. */
export const lineOf = ({ content, hash }: LedgerRow) => `${content.slice(0, -1)},"hash":"${hash}"}`;

export type Sealed = {
  atMs: number;
  entry: Record<string, unknown>;
  postings: { minor: number }[];
};

/** Changes an entry's content and makes every seal anew, as a careful forger would. */
export function forgedOf(
  rows: readonly LedgerRow[],
  seq: number,
  change: (content: Sealed) => void,
): readonly LedgerRow[] {
  let hash = GENESIS;
  return rows.map((row): LedgerRow => {
    const content = JSON.parse(row.content) as Sealed;
    if (row.seq === seq) change(content);
    const text = canonical(content);
    hash = chainHash(hash, text);
    return { seq: row.seq, content: text, hash };
  });
}

/** The number of the nth entry of a kind. */
export const seqIn = (rows: readonly LedgerRow[], type: string, nth = 1) =>
  rows.filter(({ content }) => content.includes(`"type":"${type}"`))[nth - 1]?.seq ?? 0;
