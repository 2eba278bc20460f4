import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openLedger } from "../../../ledger/ledger.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import { temporaryFolder } from "../../support/world.ts";

const program = resolve(import.meta.dirname, "support/closing-main.ts");
const CYCLES = 8;

/** Lets a register close days until the given Z, then kills it somewhere in the next close. */
async function killAfter(folder: string, seed: string, days: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder, seed], { stdio: ["ignore", "pipe", 2] });
  let said = "";
  const isEnough = () => said.split("\n").length > days;
  child.stdout?.on("data", (data: Buffer) => {
    said += data.toString();
    if (isEnough()) child.kill("SIGKILL");
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  expect([code, signal]).toEqual([null, "SIGKILL"]);
  const told = said.split("\n").filter((line) => line !== "");
  return Number(told.at(-1));
}

describe("a day that is closed while the plug is pulled", () => {
  it("F37 keeps every Z that was told, and numbers have no gap and no twin", async () => {
    const folder = temporaryFolder();
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const told = await killAfter(folder, `cycle${cycle}`, 1 + (cycle % 4));
      const db = openForReading(join(folder, "register.db"));
      const days = openLedger(db, () => 0).since("day-closed", 1);
      const numbers = days.map(({ entry }) => entry.zNumber);
      expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
      expect(numbers.at(-1)).toBeGreaterThanOrEqual(told);
      expect(verifyLedger(db).fault).toBeUndefined();
      db.close();
    }
  });
});
