import { describe, expect, it } from "vitest";
import { CreditAccountId, PaymentId, RegisterId } from "../../../contract/ids.ts";
import type { LedgerEntry, Tender } from "../../../ledger/ledger-entry.ts";
import { followEntry } from "../../../server/reservations/follow-entry.ts";
import { createReservations } from "../../../server/reservations/reservations.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { euros } from "../../support/day.ts";
import { cash, sampleSale } from "../../support/sample-sale.ts";

const [one, two] = [RegisterId.parse("reg_1"), RegisterId.parse("reg_2")];
const accountId = CreditAccountId.parse("credit_ada");
const pay = (name: string) => PaymentId.parse(`pay_${name}`);

function openRelay() {
  const storage = openSqliteStorage(":memory:");
  const reservations = createReservations({ storage, now: () => 5, isOnline: () => false });
  let seq = 0;
  const follow = (registerId: RegisterId, entry: Partial<LedgerEntry>) =>
    storage.transaction((tx) => {
      seq += 1;
      const content = JSON.stringify({ seq, atMs: 0, entry, postings: [] });
      return followEntry(tx, { registerId, atMs: 0 }, { seq, content, hash: "0".repeat(64) });
    });
  const reserve = (registerId: RegisterId, name: string, minor: number) =>
    reservations.answer(registerId, {
      ...{ type: "reserve-credit", id: name, reservationId: pay(name), accountId },
      amount: euros(minor),
    });
  const read = () => reservations.answer(one, { type: "read-credit", id: "read", accountId });
  const topUp = (name: string, minor: number) =>
    follow(one, {
      type: "credit-topped-up",
      ...{ topUpId: `topup_${name}`, accountId, userId: "user_1", amountMinor: minor },
      ...{ currency: "EUR", by: { tender: "cash" } },
    } as LedgerEntry);
  const release = (registerId: RegisterId, name: string) =>
    follow(registerId, {
      type: "reservation-released",
      reservationId: pay(name),
      reason: "cancelled",
    });
  const part = (
    name: string,
    minor: number,
    {
      type = "tender-taken",
      tender = creditTender(name, minor),
    }: { type?: "tender-taken" | "tender-returned"; tender?: Tender } = {},
  ) =>
    follow(one, {
      ...{ type, saleId: "sale_1", partId: pay(name), userId: "user_1", currency: "EUR", tender },
      ...(type === "tender-returned" && { reason: "another way" }),
    } as LedgerEntry);
  return { follow, reserve, read, topUp, release, part };
}

function creditTender(name: string, amountMinor: number): Tender {
  return { tender: "store-credit", amountMinor, accountId, reservationId: pay(name) };
}

describe("reserve-credit", () => {
  it("holds up to what was topped up, over all registers", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    expect(await relay.reserve(one, "x", 600)).toMatchObject({ type: "credit-held" });
    expect(await relay.reserve(two, "y", 401)).toMatchObject({
      type: "credit-refused",
      refusal: "credit-too-low",
      available: euros(400),
    });
    expect(await relay.reserve(two, "y", 400)).toMatchObject({
      type: "credit-held",
      available: euros(0),
    });
    expect(await relay.read()).toMatchObject({ balance: euros(1_000), available: euros(0) });
  });

  it("holds an id once, and nothing under an id that was let go of, even before it came", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    await relay.reserve(one, "x", 600);
    expect(await relay.reserve(one, "x", 600)).toMatchObject({
      type: "credit-held",
      available: euros(400),
    });
    expect(await relay.reserve(one, "x", 300)).toMatchObject({ refusal: "reservation-used" });
    expect(await relay.reserve(two, "x", 600)).toMatchObject({ refusal: "reservation-used" });
    await relay.release(one, "x");
    expect(await relay.read()).toMatchObject({ available: euros(1_000) });
    expect(await relay.reserve(one, "x", 600)).toMatchObject({ refusal: "reservation-used" });
    await relay.release(one, "late");
    expect(await relay.reserve(one, "late", 100)).toMatchObject({ refusal: "reservation-used" });
  });

  it("is let go of by its own register alone", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    await relay.reserve(one, "x", 600);
    await relay.release(two, "x");
    expect(await relay.read()).toMatchObject({ available: euros(400) });
  });

  it.each([0, -5])("B11 holds nothing for an amount of %d", async (minor) => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    expect(await relay.reserve(one, "x", minor)).toMatchObject({ type: "credit-refused" });
  });

  it("knows nothing of an account that no book has told of", async () => {
    const relay = openRelay();
    expect(await relay.read()).toMatchObject({ balance: null, available: null });
    expect(await relay.reserve(one, "x", 1)).toMatchObject({ refusal: "credit-too-low" });
  });
});

describe("followEntry", () => {
  it("moves an account once, however often an entry is told", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    await relay.topUp("a", 1_000);
    expect(await relay.read()).toMatchObject({ balance: euros(1_000) });
  });

  it("spends a part when it is taken, and not once more with the sale that names it", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    await relay.reserve(one, "x", 600);
    await relay.part("x", 600);
    expect(await relay.read()).toMatchObject({ balance: euros(400), available: euros(400) });
    await relay.follow(
      one,
      sampleSale({
        receiptCount: 1,
        prices: [900],
        tenders: [{ ...creditTender("x", 600), partId: pay("x") }, cash(300)],
      }),
    );
    expect(await relay.read()).toMatchObject({ balance: euros(400), available: euros(400) });
  });

  it("gives a part back once, to the account that it came from", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    await relay.reserve(one, "x", 600);
    await relay.part("x", 600);
    await relay.part("x", 600, { type: "tender-returned" });
    await relay.part("x", 600, { type: "tender-returned" });
    expect(await relay.read()).toMatchObject({ balance: euros(1_000), available: euros(1_000) });
    expect(await relay.reserve(one, "x", 600)).toMatchObject({ refusal: "reservation-used" });
  });

  it("counts a part that nobody had held before: the book alone is the truth", async () => {
    const relay = openRelay();
    await relay.topUp("a", 500);
    await relay.part("x", 600);
    expect(await relay.read()).toMatchObject({ balance: euros(-100) });
    expect(await relay.reserve(two, "y", 1)).toMatchObject({ refusal: "credit-too-low" });
  });

  it("moves nothing for a part that is cash", async () => {
    const relay = openRelay();
    await relay.topUp("a", 500);
    await relay.part("x", 600, { tender: cash(600) });
    await relay.part("x", 600, { type: "tender-returned", tender: cash(600) });
    expect(await relay.read()).toMatchObject({ balance: euros(500), available: euros(500) });
  });

  it("keeps what it does not understand from moving anything", async () => {
    const relay = openRelay();
    await relay.topUp("a", 1_000);
    const odd = { type: "credit-topped-up", topUpId: "topup_b", accountId, amountMinor: 1e9 };
    await relay.follow(one, odd as unknown as LedgerEntry);
    expect(await relay.read()).toMatchObject({ balance: euros(1_000) });
  });
});
