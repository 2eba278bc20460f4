import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import type { SigningAct, SigningAnswer, SigningDevice } from "../../../register/ports.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";

type Asked = Readonly<{ act: SigningAct; saleId: string; payload: string }>;

/** A device that numbers what it is told, and can be out of reach or say no. */
function simulatedDevice() {
  const asked: Asked[] = [];
  const state = { isReachable: true, isWilling: true };
  let waiting: (() => void)[] = [];
  let last = 0;
  const answer = (act: SigningAct) => (saleId: string, payload: string) => {
    asked.push({ act, saleId, payload });
    waiting.splice(0).forEach((wake) => wake());
    if (!state.isReachable) return Promise.reject(new Error("no device on the bus"));
    const said: SigningAnswer = state.isWilling
      ? { state: "ok", transactionNumber: (last += 1), detail: "signed" }
      : { state: "error", transactionNumber: 0, detail: "certificate expired" };
    return Promise.resolve(said);
  };
  const device: SigningDevice = {
    begin: answer("begin"),
    finish: answer("finish"),
    cancel: answer("cancel"),
  };
  /** Waits until it was asked so often. */
  async function heard(count: number): Promise<readonly SigningAct[]> {
    while (asked.length < count)
      await new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
    // What it answered is written before the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    return asked.map(({ act }) => act);
  }
  return { device, state, asked, heard };
}

function recordsOf({ folder }: World): readonly string[] {
  const db = openForReading(join(folder, "register.db"));
  const rows = db
    .prepare<[], string>(
      `SELECT (content ->> '$.entry.action') || ' ' || (content ->> '$.entry.state')
       FROM ledger WHERE type = 'signing-device-record' ORDER BY seq`,
    )
    .pluck()
    .all();
  db.close();
  return rows;
}

const scan = (world: World, code: string) =>
  world.act("sales.scan", { saleId: world.sale().saleId, code, quantity: 1 });

describe("openSigning", () => {
  it("asks nobody where no device is", () => {
    const world = openWorld();
    world.sell(beans);
    expect(recordsOf(world)).toEqual([]);
  });

  it("begins at the first item and finishes when the sale stands in the ledger", async () => {
    const { device, asked, heard } = simulatedDevice();
    const world = openWorld({ signingDevice: device });
    const { saleId, hash } = world.sell(beans, papers);
    expect(await heard(2)).toEqual(["begin", "finish"]);
    expect(asked.map((each) => each.saleId)).toEqual([saleId, saleId]);
    expect(asked[1]?.payload).toContain(hash);
    expect(recordsOf(world)).toEqual(["begin ok", "finish ok"]);
  });

  it("cancels a sale that is given up", async () => {
    const { device, heard } = simulatedDevice();
    const world = openWorld({ signingDevice: device });
    scan(world, beans);
    await heard(1);
    world.act("sales.clear", { saleId: world.sale().saleId });
    expect(await heard(2)).toEqual(["begin", "cancel"]);
    scan(world, beans);
    expect(await heard(3)).toEqual(["begin", "cancel", "begin"]);
  });

  it("sells on without it, says so once, and tells it everything later, over a restart", async () => {
    const first = simulatedDevice();
    first.state.isReachable = false;
    const world = openWorld({ signingDevice: first.device });
    world.sell(beans);
    await first.heard(1);
    world.sell(papers);
    await first.heard(2);
    expect(recordsOf(world)).toEqual(["begin queued"]);
    world.register.close();

    const second = simulatedDevice();
    const again = openWorld({ folder: world.folder, signingDevice: second.device });
    scan(again, beans);
    expect(await second.heard(5)).toEqual(["begin", "finish", "begin", "finish", "begin"]);
    expect(recordsOf(again).slice(1)).toEqual([
      "begin ok",
      "finish ok",
      "begin ok",
      "finish ok",
      "begin ok",
    ]);
  });

  it("keeps the device's no and does not ask again", async () => {
    const { device, state, heard } = simulatedDevice();
    state.isWilling = false;
    const world = openWorld({ signingDevice: device });
    world.sell(beans);
    expect(await heard(2)).toEqual(["begin", "finish"]);
    expect(recordsOf(world)).toEqual(["begin error", "finish error"]);
  });
});
