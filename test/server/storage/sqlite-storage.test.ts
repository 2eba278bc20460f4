import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import type { EventRow, StaleMark } from "../../../server/storage/rows.ts";
import { ids } from "../support/relay-world.ts";

function open() {
  const storage = openSqliteStorage(":memory:");
  onTestFinished(() => storage.close());
  return storage;
}

const event = (eventId: string, connection = "main"): EventRow => ({
  connection,
  eventId,
  type: "charge.succeeded",
  createdS: 1,
  isLive: false,
  source: "webhook",
  state: "stored",
  receivedAtMs: 1,
  body: new Uint8Array([1]),
});

const mark: StaleMark = {
  connection: "main",
  kind: "intent",
  objectId: "pi_1",
  source: "webhook",
  eventId: "evt_1",
  isAsked: false,
};

const reg1 = ids.register("reg_1");
const nothing = {
  kind: "payment-reading",
  reading: {
    paymentId: ids.payment("pay_1"),
    readAtMs: 1,
    source: "asked",
    eventId: null,
    intent: null,
  },
} as const;

describe("a transaction", () => {
  it("is refused as storage-failed by a storage that is closed, as a relay that stops has it", async () => {
    const storage = openSqliteStorage(":memory:");
    const before = storage.transaction((tx) => tx.events.insert(event("evt_1")));
    await storage.close();
    await expect(before).resolves.toBe(true);
    const late = storage.transaction((tx) => tx.events.insert(event("evt_2")));
    await expect(late).rejects.toMatchObject({ code: "storage-failed" });
  });

  it("keeps nothing of work that fails, and goes on with the next", async () => {
    const storage = open();
    const failed = storage.transaction(async (tx) => {
      await tx.events.insert(event("evt_1"));
      throw new Error("in the middle");
    });
    const next = storage.transaction((tx) => tx.events.insert(event("evt_1")));
    await expect(failed).rejects.toThrow("in the middle");
    expect(await next).toBe(true);
  });

  it("runs alone: another one waits for its commit", async () => {
    const storage = open();
    const order: string[] = [];
    const slow = storage.transaction(async (tx) => {
      await tx.events.insert(event("evt_1"));
      await new Promise(setImmediate);
      order.push("first");
    });
    const quick = storage.transaction(async (tx) => {
      order.push("second");
      return tx.events.insert(event("evt_1"));
    });
    await slow;
    expect(await quick).toBe(false);
    expect(order).toEqual(["first", "second"]);
  });
});

describe("rows", () => {
  it("keep an event once per connection", async () => {
    const storage = open();
    const inserted = await storage.transaction(async (tx) => [
      await tx.events.insert(event("evt_1")),
      await tx.events.insert(event("evt_1")),
      await tx.events.insert(event("evt_1", "other")),
    ]);
    expect(inserted).toEqual([true, false, true]);
  });

  it("keep a mark that was made again while its object was being read", async () => {
    const storage = open();
    const [read] = await storage.transaction(async (tx) => {
      await tx.stale.mark(mark);
      return tx.stale.select(10);
    });
    await storage.transaction((tx) => tx.stale.mark({ ...mark, source: "poll", isAsked: true }));
    const left = await storage.transaction(async (tx) => {
      if (read) await tx.stale.settle(read);
      return tx.stale.select(10);
    });
    expect(left).toMatchObject([{ objectId: "pi_1", source: "poll", isAsked: true }]);
    const none = await storage.transaction(async (tx) => {
      for (const row of left) await tx.stale.settle(row);
      return tx.stale.select(10);
    });
    expect(none).toEqual([]);
  });

  it("number each register's mail without a gap, and keep no ack ahead of it", async () => {
    const storage = open();
    const reg2 = ids.register("reg_2");
    const seqs = await storage.transaction(async (tx) => [
      await tx.mailboxes.append(reg1, nothing, 1),
      await tx.mailboxes.append(reg2, nothing, 1),
      await tx.mailboxes.append(reg1, nothing, 1),
    ]);
    expect(seqs).toEqual([1, 1, 2]);
    const head = await storage.transaction(async (tx) => {
      await tx.mailboxes.ack(reg1, 9);
      await tx.mailboxes.ack(reg1, 1);
      return tx.mailboxes.selectHead(reg1);
    });
    expect(head).toEqual({ headSeq: 2, ackedSeq: 1 });
  });
});
