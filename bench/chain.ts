import { GENESIS, chainHash } from "../ledger/hash-chain.ts";
import { openLedger, type LedgerRow } from "../ledger/ledger.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase } from "../ledger/storage/open-database.ts";
import { verifyChain, verifyLedger } from "../ledger/verify.ts";
import { median, printMetric } from "./support/rounds.ts";
import { sampleSale } from "./support/sample-sale.ts";

/**
 * PF16: how fast a chain is proven, in sales per second, against hashing the same contents that
 * already are in memory; and the whole proof, with vocabulary, sums and every row beside it.
 */
const SALES = 20_000;
const ROUNDS = 5;

export function benchChain(): void {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, Date.now);
  db.transaction(() => {
    for (let index = 0; index < SALES; index += 1) ledger.append(sampleSale(index));
  }).immediate();
  const rows = db.prepare<[], LedgerRow>("SELECT seq, content, hash FROM ledger").all();
  const bare = () => rows.reduce((hash, { content }) => chainHash(hash, content), GENESIS);
  const chain = () => verifyChain(db, { seq: 0, hash: GENESIS });
  const rounds = Array.from({ length: ROUNDS }, () => ({
    chain: perSecond(chain),
    bare: perSecond(bare),
    whole: perSecond(() => verifyLedger(db, SALES - 1)),
  }));
  const floor = median(rounds.map((round) => round.bare));
  const print = (metric: string, of: "chain" | "whole", goal: string) =>
    printMetric({
      ...{ metric, goal, floor, rounds: ROUNDS },
      ours: median(rounds.map((round) => round[of])),
      ratio: median(rounds.map((round) => round[of] / round.bare)),
    });
  print("PF16", "chain", ">= 0.6 of the bare hash loop");
  print("PF16/whole", "whole", "none: also vocabulary, postings, figures, order");
  const seconds = 1_000_000 / median(rounds.map((round) => round.chain));
  printMetric({
    ...{ metric: "PF16/million-s", goal: "<= 10 s", rounds: ROUNDS },
    ours: seconds,
    floor: 1_000_000 / floor,
    ratio: (seconds * floor) / 1_000_000,
  });
  db.close();
}

function perSecond(act: () => unknown): number {
  const from = performance.now();
  act();
  return (SALES * 1_000) / (performance.now() - from);
}
