import { describe, expect, it } from "vitest";
import type { Head } from "../../ledger/chain.ts";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { officeChain } from "../../ledger/office-chain.ts";
import { createOrderCheck } from "../../ledger/order-rules.ts";
import type { Posting } from "../../ledger/posting.ts";
import { Content, registerChain, type Recorded } from "../../ledger/register-chain.ts";
import { entries, officeEntries } from "./every-entry.ts";

const start: Head = { seq: 0, hash: GENESIS };

function balances(postings: readonly Posting[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { account, minor } of postings) sums[account] = (sums[account] ?? 0) + minor;
  return sums;
}

describe("createChain", () => {
  it("seals every kind of entry, in canonical form, and proves and reads it back", () => {
    let head = start;
    for (const entry of entries) {
      const sealed = registerChain.seal(head, { atMs: 5, ticks: head.seq }, entry);
      const { content, hash, seq } = sealed;
      expect(canonical(Content.parse(JSON.parse(content)))).toBe(content);
      const proven = registerChain.prove({ seq, content, hash }, head);
      expect(proven).toEqual(registerChain.read({ seq, content, hash }));
      expect(proven).toMatchObject({ entry, ticks: head.seq });
      expect(sealed.subject).not.toBe("");
      head = { seq, hash };
    }
  });

  it("balances every kind of entry, in every currency, I4", () => {
    for (const entry of entries) {
      const { postings } = registerChain.seal(start, { atMs: 0 }, entry);
      expect(postings.reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
      expect(postings.every(({ minor }) => minor !== 0)).toBe(true);
    }
  });

  it.each([
    [{ seq: 9 }, "its row says another number than its content"],
    [{ postings: [] }, "its sealed postings do not follow from it"],
    [{ entry: { type: "unheard-of" } }, "its content is not in the book's vocabulary"],
    [{ more: 1 }, "its content is not in the book's vocabulary"],
  ])("finds %j in a stranger's row, though its seal fits", (change, fault) => {
    const [, sale] = entries;
    if (!sale) throw new Error("no sale");
    const sealed = registerChain.seal(start, { atMs: 0 }, sale);
    const content = canonical({ ...(JSON.parse(sealed.content) as object), ...change });
    const hash = chainHash(GENESIS, content);
    expect(registerChain.prove({ seq: 1, content, hash }, start)).toEqual({ fault });
  });

  it("keeps the office's facts by the same code: payouts, fees, disputes, top-ups by link", () => {
    let head = start;
    const postings: Posting[] = [];
    for (const entry of officeEntries) {
      const sealed = officeChain.seal(head, { atMs: 1 }, entry);
      expect(officeChain.prove(sealed, head)).toMatchObject({ entry });
      postings.push(...sealed.postings);
      head = sealed;
    }
    expect(balances(postings)).toEqual({
      "assets:card:main:clearing": 500 - 40,
      "assets:payouts:main": 0,
      "assets:bank": 0,
      "expenses:fees:main": 40,
      "assets:disputes:main": -800,
      "expenses:disputes:main": 800,
      "liabilities:store-credit": -500,
    });
  });
});

describe("postings", () => {
  const of = (type: string) => {
    const entry = entries.find((each) => each.type === type);
    if (!entry) throw new Error(type);
    return balances(registerChain.seal(start, { atMs: 0 }, entry).postings);
  };

  it("split a sale over its tenders, and keep the tip apart", () => {
    expect(of("sale-completed")).toEqual({
      "assets:drawer:cash": 500,
      "assets:card:main:authorised": 1_000,
      "liabilities:tips": -100,
      "liabilities:store-credit": 300,
      "assets:tenders:Voucher": 300,
      "income:sales:A": -1_626,
      "liabilities:tax:A:2300": -374,
    });
  });

  it("follow the drawer through its session", () => {
    expect(of("session-opened")).toEqual({
      "assets:drawer:cash": 15_000,
      "assets:safe": -15_100,
      "expenses:over-short": 100,
    });
    expect(of("cash-moved")).toEqual({
      "assets:drawer:cash": -1_200,
      "expenses:petty-cash": 1_200,
    });
    expect(of("session-closed")).toEqual({
      "assets:drawer:cash": -10_010,
      "assets:safe": 10_000,
      "expenses:over-short": 10,
    });
  });

  it("reverse a refund that failed to the cent", () => {
    const [accepted, failed] = [of("refund-accepted"), of("refund-failed")];
    expect(Object.keys(accepted)).toEqual(Object.keys(failed));
    for (const [account, minor] of Object.entries(accepted)) expect(failed[account]).toBe(-minor);
  });

  it("move nothing for what only was seen", () => {
    for (const type of ["training-sale", "drawer-counted", "day-closed", "user-signed-in"]) {
      expect(of(type)).toEqual({});
    }
  });
});

describe("createOrderCheck", () => {
  const opened = entries[0];
  const at = (entry: unknown, seq: number, ticks = seq) =>
    ({ seq, atMs: 0, ticks, hash: GENESIS, entry, postings: [] }) as unknown as Recorded;

  function faults(...given: readonly unknown[]): readonly (string | undefined)[] {
    const check = createOrderCheck(start);
    return [opened, ...given].map((entry, index) =>
      check(at(entry, index + 1), { seq: index, hash: GENESIS }),
    );
  }

  it.each([
    ["a second opening", [opened], "the book opens twice"],
    ["a receipt left out", [{ type: "sale-completed", receiptCount: 2 }], "receipt 2 follows 0"],
    ["a Z left out", [cut(2, 1, 1)], "Z 2 follows 0"],
    ["a day that begins late", [cut(1, 2, 1)], "its day is not the rest of the book"],
    ["a cut elsewhere", [cut(1, 1, 7)], "its cut is not the entry before it"],
    [
      "an unsigned Z of a register that has a key",
      [{ type: "signing-key-announced" }, cut(1, 1, 2)],
      "it is not signed",
    ],
    [
      "a Z signed by a key that nobody announced, B31",
      [{ ...cut(1, 1, 1), signature: { keyId: "0123456789abcdef", value: "A".repeat(86) } }],
      "its key was never announced",
    ],
    [
      "an approval used twice, B30",
      [
        { type: "override-used", approvalId: "approval_1" },
        { type: "override-used", approvalId: "approval_1" },
      ],
      "approval_1 was done before",
    ],
    [
      "a top-up told twice",
      [
        { type: "credit-topped-up", topUpId: "topup_1" },
        { type: "credit-topped-up", topUpId: "topup_1" },
      ],
      "topup_1 was done before",
    ],
    [
      "a correction of what is to come",
      [{ type: "correction", correctionId: "correction_1", correctsSeq: 9 }],
      "it corrects what is not yet there",
    ],
  ])("finds %s", (_what, given, fault) => {
    expect(faults(...given).at(-1)).toBe(fault);
  });

  it("finds ticks that do not rise, whatever the clock says, F35", () => {
    const check = createOrderCheck(start);
    expect(check(at(opened, 1, 50), start)).toBeUndefined();
    const next = at({ type: "clock-jumped" }, 2, 50);
    expect(check(next, { seq: 1, hash: GENESIS })).toBe("its ticks 50 follow 50");
  });
});

function cut(zNumber: number, firstSeq: number, lastSeq: number) {
  return { type: "day-closed", zNumber, firstSeq, lastSeq, ledgerHash: GENESIS, signature: null };
}
