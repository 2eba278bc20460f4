import { hash } from "node:crypto";
import type { UserId } from "../contract/ids.ts";
import { canonical } from "../ledger/hash-chain.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Database } from "../ledger/storage/open-database.ts";
import type { RegisterConfig } from "./ports.ts";

export type Setting = Readonly<{
  /** Names the setting: "taxes", "reader". */
  what: string;
  /** How it stands now: what canonical JSON can hold. */
  value: unknown;
  /** Null for what the installer's files say. */
  userId: UserId | null;
}>;

export type SettingsLog = ReturnType<typeof openSettingsLog>;

/**
 * Remembers how each setting stood. The chain holds a digest of each change, and the words stand
 * here, where they can be read with it. What a register begins with is no change.
 */
export function openSettingsLog(db: Database, ledger: Ledger) {
  const selectLast = db
    .prepare<[string], string>(
      "SELECT digest FROM setting_version WHERE what = ? ORDER BY number DESC LIMIT 1",
    )
    .pluck();
  const insert = db.prepare<[string, string, string]>(
    "INSERT INTO setting_version (what, digest, content) VALUES (?, ?, ?)",
  );
  return {
    /** In the transaction of the change; nothing where it stands as before. */
    note({ what, value, userId }: Setting): void {
      const content = canonical(value);
      const digest = hash("sha256", content, "hex");
      const last = selectLast.get(what);
      if (last === digest) return;
      insert.run(what, digest, content);
      if (last !== undefined) {
        ledger.append({ type: "configuration-changed", what, digest, userId });
      }
    },
  };
}

/** What the files of the installer say, part by part: the next start after a change notes it. */
export function installedSettings(config: RegisterConfig): readonly Setting[] {
  const { shop, people, day, registerName, registerNumber, mode, tipCapBasisPoints } = config;
  const { name, addressLines, otherTenders = [], ...priced } = shop;
  const { currency, cashStepMinor, notesMinor, coinsMinor, ...taxes } = priced;
  const parts = {
    shop: { name, addressLines, registerName, registerNumber, mode },
    taxes,
    cash: { currency, cashStepMinor, notesMinor, coinsMinor },
    tenders: { otherTenders },
    day,
    rights: people.rights,
    lock: { startsAs: people.startsAs, autoLockMs: people.autoLockMs },
    tips: { tipCapBasisPoints },
  };
  return Object.entries(parts).map(([what, value]) => ({ what, value, userId: null }));
}
