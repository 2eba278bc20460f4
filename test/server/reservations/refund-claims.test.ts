import { describe, expect, it, onTestFinished } from "vitest";
import { LineId, RefundId, RegisterId, SaleId } from "../../../contract/ids.ts";
import { followEntry } from "../../../server/reservations/follow-entry.ts";
import { createReservations } from "../../../server/reservations/reservations.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { sampleSale } from "../../support/sample-sale.ts";

const [seller, other] = [RegisterId.parse("reg_1"), RegisterId.parse("reg_2")];
const sale = sampleSale({ receiptCount: 1, prices: [100, 250] });
const { saleId } = sale;
const part = (line: number, amountMinor: number, quantity = 1) => {
  return { lineId: LineId.parse(`line_${line}`), quantity, amountMinor };
};
type Parts = ReturnType<typeof part>[];
const idOf = (name: string) => RefundId.parse(`refund_${name}`);

/** A relay that has the seller's book up to one sale of two lines, 1.00 and 2.50. */
async function openRelay() {
  const storage = openSqliteStorage(":memory:");
  onTestFinished(() => storage.close());
  const woken: string[] = [];
  const reservations = createReservations({
    ...{ storage, now: () => 5, isOnline: () => false },
    mailed: (id) => woken.push(id),
  });
  const copy = (entry: unknown, registerId = seller) =>
    storage.transaction(async (tx) => {
      const seq = (await tx.ledgerCopies.selectHead(registerId)).seq + 1;
      const content = JSON.stringify({ seq, atMs: 0, entry, postings: [] });
      const copied = { seq, content, hash: "0".repeat(64) };
      await tx.ledgerCopies.insert(registerId, copied, 0);
      return followEntry(tx, { registerId, atMs: 0 }, copied);
    });
  const opened = { type: "ledger-opened", registerId: seller, registerNumber: 7, currency: "EUR" };
  await copy(opened);
  await copy(sale);
  const holdOf = (by: RegisterId, of: SaleId, name: string) => (lines: Parts) =>
    reservations.answerRefund(by, {
      ...{ type: "reserve-refund", id: name, reservationId: idOf(name) },
      ...{ originRegisterId: seller, saleId: of, lines },
    });
  const hold = (name: string, lines: Parts, by = other) => holdOf(by, saleId, name)(lines);
  const find = (receiptNumber: string) =>
    reservations.answerRefund(other, { type: "find-sale", id: "find", receiptNumber });
  const mail = () => storage.transaction((tx) => tx.mailboxes.selectAfter(seller, 0, 10));
  const release = (name: string, by = other) =>
    copy({ type: "reservation-released", reservationId: idOf(name), reason: "no-answer" }, by);
  return { copy, hold, holdOf, find, mail, release, woken };
}

describe("find-sale", () => {
  it("reads a sale out of the copied book by its receipt, with what went back", async () => {
    const relay = await openRelay();
    await relay.hold("a", [part(1, 100)]);
    expect(await relay.find("7-1")).toMatchObject({
      sale: { originRegisterId: seller, refunded: [part(1, 100)] },
    });
    expect(await relay.find("7-2")).toMatchObject({ sale: null });
    expect(await relay.find("8-1")).toMatchObject({ sale: null });
  });

  it("finds none where two books print the same number", async () => {
    const relay = await openRelay();
    const opened = { type: "ledger-opened", registerId: other, registerNumber: 7, currency: "EUR" };
    await relay.copy(opened, other);
    await relay.copy({ ...sale, saleId: SaleId.parse("sale_other") }, other);
    expect(await relay.find("7-1")).toMatchObject({ sale: null });
  });
});

describe("reserve-refund", () => {
  it("holds lines once for one refund, and tells the register that sold", async () => {
    const relay = await openRelay();
    expect(await relay.hold("a", [part(1, 100)])).toMatchObject({ type: "refund-held" });
    expect(await relay.hold("a", [part(1, 100)])).toMatchObject({ type: "refund-held" });
    expect(await relay.hold("a", [part(2, 250)])).toMatchObject({ refusal: "reservation-used" });
    expect(await relay.hold("b", [part(1, 100)], seller)).toMatchObject({
      refusal: "refund-over-sold",
    });
    expect(await relay.hold("c", [part(2, 250)])).toMatchObject({ type: "refund-held" });
    expect((await relay.mail()).map(({ body }) => body)).toMatchObject([
      { kind: "refund-elsewhere", refundId: idOf("a"), isReleased: false },
      { kind: "refund-elsewhere", refundId: idOf("c"), isReleased: false },
    ]);
    expect(relay.woken).toEqual([seller, seller]);
  });

  it.each([
    ["a line that was not sold", [part(3, 0)], "refund-over-sold"],
    ["more pieces than were sold", [part(1, 100, 2)], "refund-over-sold"],
    ["more money than the line", [part(1, 101)], "price-changed"],
    ["a last piece that does not make its line whole", [part(1, 99)], "price-changed"],
  ])("B11 holds nothing for %s", async (_, lines, refusal) => {
    const relay = await openRelay();
    expect(await relay.hold("a", lines)).toMatchObject({ type: "refund-refused", refusal });
    expect(await relay.mail()).toEqual([]);
  });

  it("lets go by an entry of the same register, and never again holds that id", async () => {
    const relay = await openRelay();
    await relay.hold("a", [part(1, 100)]);
    await relay.release("a", seller);
    expect(await relay.hold("b", [part(1, 100)])).toMatchObject({ refusal: "refund-over-sold" });
    await relay.release("a");
    expect(await relay.hold("a", [part(1, 100)])).toMatchObject({ refusal: "reservation-used" });
    await relay.release("late");
    expect(await relay.hold("late", [part(1, 100)])).toMatchObject({ refusal: "reservation-used" });
    expect(await relay.hold("b", [part(1, 100)])).toMatchObject({ type: "refund-held" });
    expect((await relay.mail()).map(({ body }) => body)).toMatchObject([
      { refundId: idOf("a"), isReleased: false },
      { refundId: idOf("a"), isReleased: true },
      { refundId: idOf("b"), isReleased: false },
    ]);
  });

  it("counts a refund that only a copied book tells of, and one to a card until it fails", async () => {
    const relay = await openRelay();
    const card = { refundId: "refund_card", paymentId: "pay_1", saleId, currency: "EUR" };
    const started = { type: "refund-started", ...card, userId: "user_1", amountMinor: 350 };
    await relay.copy(started);
    expect(await relay.hold("a", [part(1, 100)])).toMatchObject({ refusal: "refund-over-sold" });
    await relay.copy({
      ...{ type: "refund-failed", ...card, connection: "main", stripeRefundId: null, taxes: [] },
      ...{ amountMinor: 350, tipMinor: 0, reason: "declined", wasAccepted: false },
    });
    expect(await relay.hold("b", [part(1, 100)])).toMatchObject({ type: "refund-held" });
  });

  it("counts of a voided hold what it paid: what the other card was captured for may go back", async () => {
    const relay = await openRelay();
    const voided = (paymentId: string, amountMinor: number, tipMinor: number) => ({
      ...{ type: "payment-voided", paymentId, saleId, intentId: "pi_1", connection: "main" },
      ...{ userId: "user_1", reason: "wrong sale", amountMinor, tipMinor, currency: "EUR" },
      taxes: [{ taxCode: "A", rateBasisPoints: 0, netMinor: amountMinor - tipMinor, taxMinor: 0 }],
    });
    await relay.copy(voided("pay_1", 160, 10));
    expect(await relay.find("7-1")).toMatchObject({
      sale: { refunded: [part(1, 43, 0), part(2, 107, 0)] },
    });
    expect(await relay.hold("over", [part(2, 250)])).toMatchObject({ refusal: "price-changed" });
    const rest = [part(1, 57), part(2, 143)];
    expect(await relay.hold("rest", rest)).toMatchObject({ type: "refund-held" });
    await relay.release("rest");
    await relay.copy(voided("pay_2", 200, 0));
    expect(await relay.find("7-1")).toMatchObject({
      sale: { refunded: [part(1, 100), part(2, 250)] },
    });
  });

  it("holds a sale for its seller before the copy tells of it, and for nobody else", async () => {
    const relay = await openRelay();
    const unknown = SaleId.parse("sale_new");
    const lines = [part(1, 100)];
    const refused = await relay.holdOf(other, unknown, "x")(lines);
    expect(refused).toMatchObject({ refusal: "sale-not-copied" });
    const held = await relay.holdOf(seller, unknown, "y")(lines);
    expect(held).toMatchObject({ type: "refund-held" });
  });
});
