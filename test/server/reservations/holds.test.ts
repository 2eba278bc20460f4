import { describe, expect, it, onTestFinished } from "vitest";
import type { HoldAnswer, HoldRequest } from "../../../contract/hold-protocol.ts";
import {
  CreditAccountId,
  LineId,
  PaymentId,
  RefundId,
  RegisterId,
  UserId,
} from "../../../contract/ids.ts";
import { GENESIS } from "../../../ledger/hash-chain.ts";
import type { LedgerEntry } from "../../../ledger/ledger-entry.ts";
import { officeChain } from "../../../ledger/office-chain.ts";
import { followEntry } from "../../../server/reservations/follow-entry.ts";
import { createReservations } from "../../../server/reservations/reservations.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { euros } from "../../support/day.ts";
import { sampleSale } from "../../support/sample-sale.ts";

const [lost, here] = [RegisterId.parse("reg_lost"), RegisterId.parse("reg_here")];
const accountId = CreditAccountId.parse("credit_ada");
const userId = UserId.parse("user_jonas");
const pay = (name: string) => PaymentId.parse(`pay_${name}`);
const refundId = RefundId.parse("refund_a");
const sale = sampleSale({ receiptCount: 1, prices: [100, 250] });
const lines = [{ lineId: LineId.parse("line_2"), quantity: 1, amountMinor: 250 }];

/** A relay whose register `reg_lost` is gone unless a test says otherwise. */
function openRelay({ online = [] as readonly RegisterId[] } = {}) {
  const storage = openSqliteStorage(":memory:");
  onTestFinished(() => storage.close());
  const woken: string[] = [];
  const reservations = createReservations({
    ...{ storage, now: () => 7_000, isOnline: (id) => online.includes(id) },
    mailed: (id) => woken.push(id),
  });
  const follow = (registerId: RegisterId, entry: unknown) =>
    storage.transaction(async (tx) => {
      const seq = (await tx.ledgerCopies.selectHead(registerId)).seq + 1;
      const content = JSON.stringify({ seq, atMs: 0, entry, postings: [] });
      const copied = { seq, content, hash: "0".repeat(64) };
      await tx.ledgerCopies.insert(registerId, copied, 1_000 + seq);
      return followEntry(tx, { registerId, atMs: 1_000 + seq }, copied);
    });
  const topUp = (minor: number) =>
    follow(here, {
      ...{ type: "credit-topped-up", topUpId: `topup_${minor}`, accountId, userId },
      ...{ amountMinor: minor, currency: "EUR", by: { tender: "cash" } },
    });
  const hold = (registerId: RegisterId, name: string, minor: number) =>
    reservations.answer(registerId, {
      ...{ type: "reserve-credit", id: name, reservationId: pay(name), accountId },
      amount: euros(minor),
    });
  const spend = (registerId: RegisterId, name: string, minor: number) =>
    follow(registerId, spent(name, minor));
  const act = (request: Partial<HoldRequest> & { type: HoldRequest["type"] }, by = here) =>
    reservations.answerHold(by, {
      ...{ id: "act", userId, approval: null },
      ...(request.type === "release-hold" && { reason: "stolen" }),
      ...request,
    } as HoldRequest);
  const release = (reservationId: PaymentId | RefundId, by = here) =>
    act({ type: "release-hold", reservationId }, by);
  const list = async () => {
    const answer = await reservations.answerHold(here, { type: "list-holds", id: "list" });
    return answer as Extract<HoldAnswer, { type: "holds" }>;
  };
  const office = () => storage.transaction((tx) => tx.office.selectAfter(0, 100));
  const mail = () => storage.transaction((tx) => tx.mailboxes.selectAfter(here, 0, 10));
  const credit = () =>
    storage.transaction((tx) => tx.reservations.selectCredit(accountId)) as Promise<{
      balanceMinor: number;
      availableMinor: number;
    }>;
  return {
    ...{ reservations, follow, topUp, hold, spend, act, release },
    list,
    office,
    mail,
    credit,
    woken,
  };
}

function spent(name: string, minor: number) {
  const reservationId = pay(name);
  return sampleSale({
    receiptCount: 1,
    prices: [minor],
    tenders: [{ tender: "store-credit", amountMinor: minor, accountId, reservationId }],
  }) satisfies LedgerEntry;
}

type Relay = ReturnType<typeof openRelay>;

/** The types of the office chain, proven from its first entry. */
async function officeTypes(relay: Relay): Promise<readonly string[]> {
  let head = { seq: 0, hash: GENESIS };
  return (await relay.office()).map((row) => {
    const proven = officeChain.prove(row, head);
    if ("fault" in proven) throw new Error(proven.fault);
    head = row;
    return (JSON.parse(row.content) as { entry: { type: string } }).entry.type;
  });
}

/** What a lost register holds of a sale that this register made. */
async function holdRefund(relay: Relay): Promise<void> {
  await relay.follow(here, {
    ...{ type: "ledger-opened", registerId: here, registerNumber: 7, currency: "EUR" },
  });
  await relay.follow(here, sale);
  await relay.reservations.answerRefund(lost, {
    ...{ type: "reserve-refund", id: "a", reservationId: refundId, originRegisterId: here },
    ...{ saleId: sale.saleId, lines },
  });
}

const refundPaid = {
  ...{ type: "refund-paid", refundId, saleId: sale.saleId, originRegisterId: here },
  ...{ reservationId: refundId, userId, approval: null, reason: "faulty", currency: "EUR", lines },
  taxes: [{ taxCode: "A", rateBasisPoints: 2_300, netMinor: 203, taxMinor: 47 }],
  ...{ amountMinor: 250, roundingMinor: 0, to: { tender: "cash" } },
};

describe("list-holds", () => {
  it("says who holds what, and when that register was last heard of", async () => {
    const relay = openRelay({ online: [here] });
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    await relay.hold(here, "y", 100);
    const { held, late } = await relay.list();
    expect(late).toEqual([]);
    expect(held).toMatchObject([
      { reservationId: "pay_x", registerId: lost, lastHeardMs: null, isOnline: false },
      { reservationId: "pay_y", registerId: here, lastHeardMs: 1_001, isOnline: true },
    ]);
    expect(held[0]?.hold).toEqual({ kind: "credit", accountId, currency: "EUR", amountMinor: 600 });
  });
});

describe("release-hold", () => {
  it("lets a lost register's credit go, once, and the office chain says who did and why", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    const done = { type: "hold-done", phase: "released", reservationId: "pay_x" };
    expect(await relay.release(pay("x"))).toMatchObject(done);
    expect(await relay.release(pay("x"))).toMatchObject(done);
    expect(await relay.credit()).toMatchObject({ balanceMinor: 1_000, availableMinor: 1_000 });
    expect(await officeTypes(relay)).toEqual(["office-opened", "hold-released"]);
    const [, row] = await relay.office();
    expect(JSON.parse(row?.content ?? "")).toMatchObject({
      atMs: 7_000,
      entry: { registerId: lost, byRegisterId: here, userId, reason: "stolen" },
    });
    expect((await relay.list()).held).toEqual([]);
  });

  it("holds nothing more under that id, whoever asks", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    await relay.release(pay("x"));
    expect(await relay.hold(lost, "x", 600)).toMatchObject({ refusal: "reservation-used" });
  });

  it("leaves alone what a register that is there holds, and lets it end its own", async () => {
    const relay = openRelay({ online: [lost, here] });
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    expect(await relay.release(pay("x"))).toMatchObject({ refusal: "register-online" });
    expect(await relay.credit()).toMatchObject({ availableMinor: 400 });
    expect(await relay.release(pay("x"), lost)).toMatchObject({ type: "hold-done" });
  });

  it("refuses what nobody holds, and what was spent or let go of by its register", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    expect(await relay.release(pay("none"))).toMatchObject({ refusal: "hold-not-found" });
    await relay.hold(lost, "x", 600);
    await relay.spend(lost, "x", 600);
    expect(await relay.release(pay("x"))).toMatchObject({ refusal: "hold-ended" });
    await relay.hold(lost, "y", 100);
    await relay.follow(lost, {
      ...{ type: "reservation-released", reservationId: pay("y"), reason: "restarted" },
    });
    expect(await relay.release(pay("y"))).toMatchObject({ refusal: "hold-ended" });
    expect(await officeTypes(relay)).toEqual([]);
  });

  it("lets lines of a sale go, and the register that sold hears of it", async () => {
    const relay = openRelay();
    await holdRefund(relay);
    expect(await relay.release(refundId)).toMatchObject({ type: "hold-done" });
    expect(await relay.mail()).toMatchObject([
      { body: { kind: "refund-elsewhere", refundId, isReleased: false } },
      { body: { kind: "refund-elsewhere", refundId, isReleased: true } },
    ]);
    expect(relay.woken).toEqual([here, here]);
  });

  it("is not undone, nor told twice, by the register's own release when it comes back", async () => {
    const relay = openRelay();
    await holdRefund(relay);
    await relay.release(refundId);
    await relay.follow(lost, {
      ...{ type: "reservation-released", reservationId: refundId, reason: "restarted" },
    });
    expect(await relay.mail()).toHaveLength(2);
    expect((await relay.list()).late).toEqual([]);
  });
});

describe("a register that comes back and had spent what was let go of", () => {
  it("is believed: the entry counts, and what it took too much is to be looked at", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    await relay.release(pay("x"));
    await relay.hold(here, "y", 900);
    await relay.spend(here, "y", 900);
    await relay.spend(lost, "x", 600);
    expect(await relay.credit()).toMatchObject({ balanceMinor: -500, availableMinor: -500 });
    expect(await relay.hold(here, "z", 1)).toMatchObject({ refusal: "credit-too-low" });
    const { held, late } = await relay.list();
    expect(held).toEqual([]);
    expect(late).toMatchObject([
      { reservationId: "pay_x", registerId: lost, overMinor: 500, hold: { amountMinor: 600 } },
    ]);
    expect(await officeTypes(relay)).toEqual(["office-opened", "hold-released", "hold-spent-late"]);
  });

  it("is told of once, where a part is told of again with its sale", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    await relay.release(pay("x"));
    const [tender] = spent("x", 600).tenders;
    const { saleId } = sale;
    const part = {
      type: "tender-taken",
      saleId,
      partId: pay("x"),
      userId,
      currency: "EUR",
      tender,
    };
    await relay.follow(lost, part);
    await relay.spend(lost, "x", 600);
    expect(await relay.credit()).toMatchObject({ balanceMinor: 400 });
    expect((await relay.list()).late).toMatchObject([{ overMinor: 0 }]);
  });

  it("has given lines back that went back twice: they count, and their seller hears anew", async () => {
    const relay = openRelay();
    await holdRefund(relay);
    await relay.release(refundId);
    const again = RefundId.parse("refund_b");
    await relay.follow(here, { ...refundPaid, refundId: again, originRegisterId: null });
    await relay.follow(lost, refundPaid);
    expect((await relay.list()).late).toMatchObject([
      { reservationId: refundId, overMinor: 250, hold: { kind: "refund", saleId: sale.saleId } },
    ]);
    expect((await relay.mail()).map(({ body }) => body)).toMatchObject([
      { isReleased: false },
      { isReleased: true },
      { isReleased: false },
    ]);
  });
});

describe("accept-late", () => {
  it("ends the task by a signature over what was seen, once", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    await relay.release(pay("x"));
    await relay.spend(lost, "x", 600);
    const accept = () => relay.act({ type: "accept-late", reservationId: pay("x") });
    expect(await accept()).toMatchObject({ type: "hold-done", phase: "accepted" });
    expect(await accept()).toMatchObject({ type: "hold-done", phase: "accepted" });
    expect((await relay.list()).late).toEqual([]);
    const rows = await relay.office();
    expect(await officeTypes(relay)).toHaveLength(4);
    expect(JSON.parse(rows[3]?.content ?? "")).toMatchObject({
      entry: { type: "signed-off", what: "pay_x", digest: rows[2]?.hash },
    });
  });

  it("refuses what was not spent late", async () => {
    const relay = openRelay();
    await relay.topUp(1_000);
    await relay.hold(lost, "x", 600);
    const request = { type: "accept-late", reservationId: pay("x") } as const;
    expect(await relay.act(request)).toMatchObject({ refusal: "hold-not-found" });
  });
});
