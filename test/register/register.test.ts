import { describe, expect, it } from "vitest";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { RegisterId } from "../../contract/ids.ts";
import { readWitness } from "../../ledger/witness.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { beans, openWorld, papers } from "../support/world.ts";

describe("openRegister", () => {
  it("keeps the draft and every completed sale over a restart", () => {
    const before = openWorld();
    const receipt = before.sell(beans, papers);
    const { saleId } = before.sale();
    before.act("sales.scan", { saleId, code: papers, quantity: 3 });
    const draft = before.sale();
    const after = before.restart();
    expect(after.sale()).toEqual(draft);
    expect(after.act("register.view", {}).lastReceipt).toEqual(receipt);
    expect(verifyLedger(openForReading(join(after.folder, "register.db")))).toMatchObject({
      entries: 2,
    });
  });

  it("begins its book with whose it is", () => {
    const world = openWorld();
    const db = openForReading(join(world.folder, "register.db"));
    expect(db.prepare("SELECT type, subject FROM ledger").all()).toEqual([
      { type: "ledger-opened", subject: "reg_demo-2" },
    ]);
  });

  it("does not open a folder that another register holds, F13", () => {
    const world = openWorld();
    expect(() => openWorld({ folder: world.folder })).toThrow(
      expect.objectContaining({ code: "folder-in-use" }),
    );
  });

  it("does not go on with another register's book, B32", () => {
    const world = openWorld();
    world.sell(beans);
    world.register.close();
    const registerId = RegisterId.parse("reg_other");
    expect(() => openWorld({ folder: world.folder, config: { registerId } })).toThrow(
      expect.objectContaining({ code: "other-register" }),
    );
  });

  it("witnesses at its start what a crash left unwitnessed", () => {
    const world = openWorld();
    const { seq, hash } = world.sell(beans);
    world.register.close();
    rmSync(join(world.folder, "witness"));
    openWorld({ folder: world.folder });
    expect(readWitness(join(world.folder, "witness"))).toEqual({ seq, hash });
  });

  it("makes its folder, and says plainly when it cannot", () => {
    const world = openWorld();
    const underFile = join(world.folder, "register.db", "till");
    expect(() => openWorld({ folder: underFile })).toThrow(
      expect.objectContaining({ code: "folder-not-writable" }),
    );
  });
});
