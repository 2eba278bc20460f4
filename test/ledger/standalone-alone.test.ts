import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { LedgerRow } from "../../ledger/ledger.ts";
import { forgedZs, withForgedZ } from "../support/forged-z.ts";
import { forgedOf, key, lineOf, seqIn, twoDays, type Sealed } from "../support/two-days.ts";
import { temporaryFolder } from "../support/world.ts";

const program = resolve(import.meta.dirname, "../../ledger/standalone-verifier.mjs");

let rows: readonly LedgerRow[];
beforeEach(() => {
  rows = twoDays();
});
const head = () => `${rows.length}:${rows.at(-1)?.hash}`;
const seqOf = (type: string, nth?: number) => seqIn(rows, type, nth);
const forged = (seq: number, change: (content: Sealed) => void) => forgedOf(rows, seq, change);

describe("standalone-verifier.mjs alone, in a stranger's folder", () => {
  function carried(): string {
    const folder = temporaryFolder();
    copyFileSync(program, join(folder, "verifier.mjs"));
    return join(folder, "verifier.mjs");
  }

  function proveAlone(entries: readonly LedgerRow[], ...args: string[]) {
    const input = `${entries.map(lineOf).join("\n")}\n`;
    const run = spawnSync(process.execPath, [carried(), "-", ...args], { input, encoding: "utf8" });
    return { status: run.status, said: run.stdout + run.stderr };
  }

  it("is one file under 200 lines that imports nothing but Node's own", () => {
    const text = readFileSync(program, "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThan(200);
    const imports = [...text.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  });

  it("proves a good export, and says what it did not prove", () => {
    const { status, said } = proveAlone(rows, "--key", key.publicKey, "--head", head());
    expect(said).toContain(`${rows.length} entries, 2 Z, 2 signed; keys: ${key.keyId}`);
    expect(said).toContain("not proven, standalone-entries.mjs is not here");
    expect(status).toBe(0);
  });

  it.each<[string, () => readonly LedgerRow[], RegExp]>([
    ["a missing entry", () => rows.toSpliced(3, 1), /number 5 follows 3/],
    [
      "postings that do not balance",
      () =>
        forged(seqOf("sale-completed"), ({ postings: [first] }) => {
          if (first) first.minor += 1;
        }),
      /postings sum to 1 EUR/,
    ],
    [
      "a posting of nothing",
      () => forged(seqOf("sale-completed"), ({ postings }) => postings.push(nothing)),
      /posts nothing as zero/,
    ],
    [
      "a receipt number given twice",
      () => forged(seqOf("sale-completed"), ({ entry }) => (entry["receiptCount"] = 9)),
      /receipt 9/,
    ],
    [
      "the number of a Z",
      () => forged(seqOf("day-closed"), ({ entry }) => (entry["zNumber"] = 5)),
      /Z 5 where 1 must be/,
    ],
    [
      "a Z signed over other figures",
      () => forged(seqOf("day-closed"), ({ entry }) => (entry["report"] = {})),
      /signature does not fit/,
    ],
  ])("finds %s, every seal made anew", (_what, tamper, why) => {
    const { status, said } = proveAlone(tamper());
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  const nothing = { account: "assets:safe", currency: "EUR", minor: 0 };

  it.each(forgedZs)("finds a Z that says $what, though its signature fits", (forgedZ) => {
    const { status, said } = proveAlone(withForgedZ(rows, forgedZ));
    expect(said).toMatch(forgedZ.why);
    expect(status).toBe(1);
  });
});
