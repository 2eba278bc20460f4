import { describe, expect, it } from "vitest";
import { damageFiles } from "./ledger/damage.ts";
import { canTrace } from "./ledger/disk-trace.ts";
import { killCycles } from "./ledger/kill-cycles.ts";
import { powerLoss } from "./ledger/power-loss.ts";

const LIMIT_MS = 600_000;
const seed = Number(process.env["TILLSIDE_SEED"] ?? 20_261_122);

/** The short form of `npm run drill -- ledger`, which goes on for longer. */
describe(`a ledger under the drill (TILLSIDE_SEED=${seed})`, () => {
  it(
    "R2, F2, F38, F39: keeps every answered entry and backup over kills of each kind of work",
    async () => {
      const { killed, violations } = await killCycles(16, seed);
      expect(violations).toEqual([]);
      expect(Math.min(killed.sell, killed.close, killed.backup)).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );

  it.skipIf(!canTrace())(
    "R3, F3, F4: holds in every image that a lost power may leave (needs strace)",
    async () => {
      const { images, changes, violations } = await powerLoss(80, seed);
      expect(violations).toEqual([]);
      expect([images, changes > 100]).toEqual([80, true]);
    },
    LIMIT_MS,
  );

  it(
    "R4, F5, F6, F7, F8: sees every damage to the book and restores it before selling",
    async () => {
      const { byKind, violations } = await damageFiles(60, seed);
      expect(violations).toEqual([]);
      for (const { hurt, detected, restored } of Object.values(byKind)) {
        expect([detected, restored]).toEqual([hurt, hurt]);
        expect(hurt).toBeGreaterThan(0);
      }
    },
    LIMIT_MS,
  );
});
