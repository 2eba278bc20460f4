import { describe, expect, it, onTestFinished } from "vitest";
import { RegisterId } from "../../../contract/ids.ts";
import type { CopiedEntry } from "../../../contract/ledger-copy-protocol.ts";
import { canonical, chainHash, GENESIS } from "../../../ledger/hash-chain.ts";
import { createLedgerCopies } from "../../../server/ledger-copies/ledger-copies.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { keptLog } from "../support/relay-world.ts";

const reg1 = RegisterId.parse("reg_1");
const reg2 = RegisterId.parse("reg_2");

function open() {
  const storage = openSqliteStorage(":memory:");
  onTestFinished(() => storage.close());
  const log = keptLog();
  const copies = createLedgerCopies({ storage, now: () => 1, log });
  const copy = (entries: readonly CopiedEntry[], registerId = reg1) =>
    copies.answer(registerId, { type: "copy-entries", entries: [...entries] });
  return { copies, copy, storage, log };
}

/** A chain of so many small entries; `mark` makes another chain of the same numbers. */
function chain(count: number, mark = "", minor = [5, -5]): CopiedEntry[] {
  let hash = GENESIS;
  return Array.from({ length: count }, (_, index) => {
    const postings = minor.map((each, line) => ({
      account: `a${line}`,
      currency: "EUR",
      minor: each,
    }));
    const content = canonical({ seq: index + 1, atMs: 1, entry: { type: "x", mark }, postings });
    hash = chainHash(hash, content);
    return { seq: index + 1, content, hash };
  });
}

const headOf = (entries: readonly CopiedEntry[]) => {
  const { seq, hash } = entries.at(-1) ?? { seq: 0, hash: GENESIS };
  return { seq, hash };
};

describe("the relay's copy of a ledger", () => {
  it("answers each batch with the head that is on its disk, of each register its own", async () => {
    const { copies, copy } = open();
    const entries = chain(5);
    expect(await copies.headFrame(reg1)).toMatchObject({ head: { seq: 0, hash: GENESIS } });
    expect(await copy(entries.slice(0, 2))).toEqual({
      type: "ledger-head",
      head: headOf(entries.slice(0, 2)),
    });
    expect(await copy(entries.slice(2))).toMatchObject({ head: headOf(entries) });
    expect(await copies.headFrame(reg2)).toMatchObject({ head: { seq: 0 } });
  });

  it("takes what it has already for granted, where it is the same", async () => {
    const { copy } = open();
    const entries = chain(4);
    await copy(entries.slice(0, 3));
    expect(await copy(entries)).toMatchObject({ type: "ledger-head", head: headOf(entries) });
  });

  it("refuses another entry of a number that it has, and keeps its own", async () => {
    const { copies, copy, log } = open();
    const entries = chain(3);
    await copy(entries);
    const answer = await copy(chain(4, "other"));
    expect(answer).toMatchObject({
      type: "copies-refused",
      refusal: "fork",
      head: headOf(entries),
    });
    expect(await copies.headFrame(reg1)).toMatchObject({ head: headOf(entries) });
    expect(log.lines).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  it("refuses entries before which some are missing", async () => {
    const { copy } = open();
    expect(await copy(chain(3).slice(1))).toMatchObject({ refusal: "gap", head: { seq: 0 } });
  });

  it.each<[string, CopiedEntry[]]>([
    ["a changed content", chain(2).map((each) => ({ ...each, content: `${each.content} ` }))],
    ["postings that do not sum to zero", chain(1, "", [5, -4])],
    [
      "numbers that its contents do not say",
      chain(2).map((each) => ({ ...each, seq: each.seq + 1 })),
    ],
    ["content that is no entry", [sealed("[]")]],
    ["content that is not canonical", [sealed('{"seq":1, "postings":[]}')]],
  ])("B31: refuses %s and keeps none of the batch", async (_what, entries) => {
    const { copies, copy } = open();
    expect(await copy(entries)).toMatchObject({ type: "copies-refused" });
    expect(await copies.headFrame(reg1)).toMatchObject({ head: { seq: 0 } });
  });

  it("gives them back page by page, none larger than a frame", async () => {
    const { copies, copy } = open();
    const entries = chain(700, "x".repeat(1_000));
    for (let from = 0; from < entries.length; from += 100)
      await copy(entries.slice(from, from + 100));
    const back: CopiedEntry[] = [];
    for (;;) {
      const page = await copies.answer(reg1, { type: "ask-copies", afterSeq: back.length });
      if (page.type !== "copies" || page.entries.length === 0) break;
      expect(JSON.stringify(page).length).toBeLessThan(512 * 1024);
      back.push(...page.entries);
    }
    expect(back).toEqual(entries);
  });

  it("keeps the public half of every key that a register signs with, the first of a name", async () => {
    const { copies, storage, log } = open();
    const tell = (keyId: string, publicKey: string) =>
      copies.answer(reg1, { type: "device-key", keyId: keyId as never, publicKey });
    await tell("a".repeat(16), "first");
    await tell("a".repeat(16), "second");
    await tell("b".repeat(16), "third");
    const keys = await storage.transaction((tx) => tx.ledgerCopies.selectKeys(reg1));
    expect(keys.map(({ publicKey }) => publicKey)).toEqual(["first", "third"]);
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  });
});

function sealed(content: string): CopiedEntry {
  return { seq: 1, content, hash: chainHash(GENESIS, content) };
}
