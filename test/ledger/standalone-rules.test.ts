import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { officeChain } from "../../ledger/office-chain.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { openDeviceKey } from "../../register/signing/device-key.ts";
import { bookOf } from "../support/exported-book.ts";
import { memorySecrets } from "../support/memory-secrets.ts";
import { allHappenings, openRandomDays } from "../support/random-days.ts";
import { entries as everyEntry, officeEntries } from "./every-entry.ts";

const program = resolve(import.meta.dirname, "../../ledger/standalone-verifier.mjs");

type Figures = Record<string, unknown>;
type Posting = { account: string; currency: string; minor: number };
type Content = { seq: number; ticks?: number; entry: Figures; postings: Posting[] };

function prove(lines: readonly string[]) {
  const options = { input: lines.join("\n"), encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "-"], options);
  return { status, said: stdout + stderr };
}

/** Every kind of entry in one book; its Z comes before the key, so that it need not be signed. */
function everyKind(): Content[] {
  const { keyId, publicKey } = openDeviceKey(memorySecrets());
  const announced = { type: "signing-key-announced", algorithm: "ed25519", keyId, publicKey };
  const rest = everyEntry.filter(({ type }) => type !== "signing-key-announced");
  const unsigned = rest.map((entry) =>
    entry.type === "day-closed" ? { ...entry, signature: null } : entry,
  );
  const { db } = bookOf([
    ...unsigned.filter(({ type }) => type !== "refund-paid"),
    ...unsigned.filter(({ type }) => type === "refund-paid"),
    LedgerEntry.parse(announced),
  ]);
  expect(verifyLedger(db).fault).toBeUndefined();
  return openLedgerRows(db)
    .after(0, 1_000)
    .map(({ content }) => JSON.parse(content) as Content);
}

function officeBook(): Content[] {
  let before = { seq: 0, hash: GENESIS };
  return officeEntries.map((entry) => {
    const sealed = officeChain.seal(before, { atMs: 0, ticks: before.seq + 1 }, entry);
    before = sealed;
    return JSON.parse(sealed.content) as Content;
  });
}

/** Makes every seal and every cut anew, as a careful forger would: only the damage is left. */
function sealed(contents: readonly Content[]): string[] {
  let hash = GENESIS;
  return contents.map((content) => {
    if (content.entry["type"] === "day-closed") content.entry["ledgerHash"] = hash;
    const text = canonical(content);
    hash = chainHash(hash, text);
    return `${text.slice(0, -1)},"hash":"${hash}"}`;
  });
}

function placeOf(contents: readonly Content[], type: string): Content {
  const found = contents.find(({ entry }) => entry["type"] === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

/** The book with one entry changed. */
const changed = (type: string, change: (content: Content) => void): string[] => {
  const contents = everyKind();
  change(placeOf(contents, type));
  return sealed(contents);
};

const first = (entry: Figures, list: string) => (entry[list] as Figures[])[0] ?? {};
const addTo = (figures: Figures, name: string) => (figures[name] = Number(figures[name]) + 1);
const adds = (type: string, ...path: string[]): [string, () => string[]] => [
  `${type}: ${path.join(" of ")}`,
  () =>
    changed(type, ({ entry }) => {
      const [name = "", list] = path;
      addTo(list === undefined ? entry : first(entry, list), name);
    }),
];

describe("standalone-verifier.mjs, rule by rule", () => {
  it("proves a register's book and the office's with every kind of entry in them", () => {
    const whole = everyKind();
    expect(prove(sealed(whole)).said).toContain(`${whole.length} entries, 1 Z, 0 signed`);
    const office = officeBook();
    expect(prove(sealed(office)).said).toContain(`${office.length} entries, 0 Z`);
    const kinds = new Set([...whole, ...office].map(({ entry }) => entry["type"]));
    expect(kinds.size).toBe(everyEntry.length + officeEntries.length);
  });

  it.each(["verifier", "entries", "certificate"])("is short enough to be read: %s", (name) => {
    const path = resolve(import.meta.dirname, `../../ledger/standalone-${name}.mjs`);
    const text = readFileSync(path, "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThan(200);
    const imports = [...text.matchAll(/^import .* from "([^"]+)"/gm)].map(([, from = ""]) => from);
    expect(imports.filter((from) => !/^node:|^\.\/standalone-/.test(from))).toEqual([]);
  });

  it("proves the book of a shop in which everything happened", async () => {
    const { world, happen } = await openRandomDays();
    for (const what of [...allHappenings, ...allHappenings, "a Z"] as const) happen(what);
    const db = openForReading(join(world.folder, "register.db"));
    const rows = openLedgerRows(db).after(0, 1_000);
    db.close();
    const lines = rows.map(({ content, hash }) => `${content.slice(0, -1)},"hash":"${hash}"}`);
    expect(prove(lines).said).toContain("3 Z, 3 signed");
  });

  it.each<[string, () => string[], RegExp]>([
    ["rule 1, a number", () => sealed(everyKind().toSpliced(5, 1)), /number 7 follows 5/],
    [
      "rule 1, a seal",
      () => sealed(everyKind()).map((line) => line.replace('"milk"', '"silk"')),
      /its seal does not fit/,
    ],
    [
      "rule 1, the spelling",
      () => sealed(everyKind()).map((line) => line.replace('"milk"', '"mil\\u006b"')),
      /not spelled canonically/,
    ],
    [
      "rule 2, a counter that does not rise",
      () => changed("no-sale", (content) => (content.ticks = 1)),
      /its counter 1 follows/,
    ],
    [
      "rule 3, a kind that is none",
      () => changed("no-sale", ({ entry }) => (entry["type"] = "no-sail")),
      /no such kind: no-sail/,
    ],
    [
      "rule 3, an amount over the limit",
      () =>
        changed("cash-moved", ({ entry, postings }) => {
          entry["amountMinor"] = 2e12;
          for (const posting of postings) posting.minor = Math.sign(posting.minor) * 2e12;
        }),
      /amountMinor is too large/,
    ],
    [
      "rule 3, another spelling of a rate",
      () => changed("sale-completed", ({ entry }) => (first(entry, "lines")["ratePpm"] = 230_000)),
      /a rate is spelled otherwise/,
    ],
    [
      "rule 4, another account",
      () =>
        changed("cash-moved", ({ postings }) => {
          for (const posting of postings) {
            if (posting.account === "expenses:petty-cash") posting.account = "assets:safe";
          }
        }),
      /its postings do not follow/,
    ],
    [
      "rule 4, a correction that does not balance",
      () =>
        changed("correction", ({ entry, postings }) => {
          addTo(first(entry, "postings"), "minor");
          const [posting] = postings;
          if (posting) posting.minor += 1;
        }),
      /its postings sum to 1 EUR/,
    ],
    [
      "rule 5, a second opening",
      () => changed("clock-jumped", (content) => (content.entry = { ...everyKind()[0]?.entry })),
      /a book opens once, and first/,
    ],
    [
      "rule 5, a receipt's number",
      () => changed("sale-completed", ({ entry }) => (entry["receiptCount"] = 9)),
      /receipt 9 where 1 must be/,
    ],
    [
      "rule 6, a Z's number",
      () =>
        changed("day-closed", ({ entry }) => {
          entry["zNumber"] = 2;
          addTo(entry["perpetual"] as Figures, "zCount");
        }),
      /Z 2 where 1 must be/,
    ],
    ["rule 6, a day's beginning", ...tail(adds("day-closed", "firstSeq")), /its day begins at 2/],
    ["rule 6, a day's end", ...tail(adds("day-closed", "lastSeq")), /does not cut right before/],
  ])("B31, P4: finds by %s", (_rule, damaged, why) => {
    const { status, said } = prove(damaged());
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  it.each([
    adds("sale-completed", "unitMinor", "lines"),
    adds("sale-completed", "givenMinor", "tenders"),
    adds("lines-voided", "totalMinor"),
    adds("refund-paid", "amountMinor", "lines"),
    adds("refund-started", "amountMinor"),
    adds("session-opened", "expectedMinor"),
    adds("session-opened", "count", "denominations"),
    adds("session-closed", "expectedMinor"),
    adds("drawer-counted", "countedMinor"),
    [
      "session-closed: more to the safe than there was",
      () =>
        changed("session-closed", ({ entry, postings }) => {
          entry["toSafeMinor"] = 15_001;
          for (const posting of postings) {
            if (posting.account === "assets:safe") posting.minor += 5_001;
            if (posting.account === "assets:drawer:cash") posting.minor -= 5_001;
          }
        }),
    ],
    [
      "day-closed: zCount of its perpetual totals",
      () => changed("day-closed", ({ entry }) => addTo(entry["perpetual"] as Figures, "zCount")),
    ],
  ] as [string, () => string[]][])(
    "B31: finds by rule 3, figures that differ: %s",
    (_, damaged) => {
      const { status, said } = prove(damaged());
      expect(said).toMatch(/its figures do not agree/);
      expect(status).toBe(1);
    },
  );

  it.each([
    ...["tender-taken", "tender-returned", "hold-raised", "payment-voided", "refund-started"],
    ...["refund-paid", "credit-topped-up", "override-used", "correction"],
  ])("B31: finds by rule 7 that %s stands twice", (type) => {
    const contents = everyKind();
    const last = contents.at(-1);
    const again = structuredClone(placeOf(contents, type));
    again.seq = (last?.seq ?? 0) + 1;
    again.ticks = (last?.ticks ?? 0) + 1;
    const { status, said } = prove(sealed([...contents, again]));
    expect(said).toMatch(new RegExp(`BROKEN after entry ${last?.seq}: .* was done before`));
    expect(status).toBe(1);
  });
});

/** A damage without its own words. */
function tail([, damaged]: [string, () => string[]]): [() => string[]] {
  return [damaged];
}
