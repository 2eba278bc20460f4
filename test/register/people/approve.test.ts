import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openDrawer } from "../../support/day.ts";
import { readEntries } from "../../support/read-entries.ts";
import { ida, jonas, mara, openPeopleWorld, typesOf } from "../../support/people.ts";

/** A clerk may not lock the till in this shop: any command without a precondition serves. */
const rights = {
  clerk: { "people.lock": "needs-approval", "sales.list": "needs-approval" },
} as const;
const act = { command: "sales.list", input: { beforeSeq: null, limit: 5 } } as const;

describe("people.approve", () => {
  it("lets the one act through, once, and the clerk stays", () => {
    const { world } = openPeopleWorld({ rights });
    expect(world.refusal(act.command, act.input)).toBe("needs-approval");
    expect(world.act("people.approve", { ...act, ...jonas }).by).toBe(jonas.userId);
    expect(world.refusal(act.command, act.input)).toBe("ok");
    expect(world.refusal(act.command, act.input)).toBe("needs-approval");
    expect(world.act("register.view", {}).seat.clerk?.name).toBe("Mara");
  });

  it("B30 is bound to the command and its input", () => {
    const { world } = openPeopleWorld({ rights });
    world.act("people.approve", { ...act, ...jonas });
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 6 })).toBe("needs-approval");
    expect(world.refusal("people.lock", {})).toBe("needs-approval");
    expect(world.refusal(act.command, { limit: 5, beforeSeq: null })).toBe("ok");
  });

  it("B30 is bound to the clerk it was for, and gone with them", () => {
    const { world } = openPeopleWorld({ rights });
    world.act("people.approve", { ...act, ...jonas });
    world.act("people.approve", { command: "people.lock", input: {}, ...jonas });
    world.act("people.lock", {});
    world.act("people.sign-in", mara);
    expect(world.refusal(act.command, act.input)).toBe("needs-approval");
  });

  it("B30 does not outlive the program, so a copied folder holds none", () => {
    const { world } = openPeopleWorld({ rights });
    world.act("people.approve", { ...act, ...jonas });
    expect(world.restart().refusal(act.command, act.input)).toBe("needs-approval");
  });

  it("B30 cannot be forged: no message carries one", () => {
    const { world } = openPeopleWorld({ rights });
    const forged = { approvalId: "approval_1", byUserId: jonas.userId };
    expect(world.refusal(act.command, { ...act.input, approval: forged })).toBe("bad-input");
    const who = { caller: "till" as const, ...mara, name: "", approval: forged };
    const outcome = world.register.handle(who as never, act.command, act.input);
    expect(outcome).toMatchObject({ ok: false, refusal: "needs-approval" });
  });

  it("is a manager's: a clerk's PIN and a wrong PIN approve nothing", () => {
    const { world } = openPeopleWorld({ rights });
    expect(world.refusal("people.approve", { ...act, ...mara })).toBe("not-an-approver");
    expect(world.refusal("people.approve", { ...act, ...jonas, pin: "9999" })).toBe("wrong-pin");
    expect(world.refusal(act.command, act.input)).toBe("needs-approval");
    const refund = { command: "payments.refund", input: {} };
    expect(world.refusal("people.approve", { ...refund, ...ida })).toBe("nothing-to-approve");
    expect(world.refusal("people.approve", { ...act, command: "nope", ...ida })).toBe(
      "nothing-to-approve",
    );
  });

  it("stands in the log with both names, and its use too", () => {
    const { world } = openPeopleWorld({ rights });
    world.act("people.approve", { ...act, ...jonas });
    world.act("sales.list", act.input);
    world.act("people.sign-in", jonas);
    const log = world.act("people.activity", { beforeSeq: null, limit: 10 });
    const granted = log.find(({ what }) => what === "override-granted");
    expect(granted).toMatchObject({
      who: "Mara",
      approvedBy: "Jonas",
      facts: [{ kind: "command", name: "sales.list" }],
    });
    expect(typesOf(world).slice(0, 2)).toEqual(["override-granted", "override-used"]);
  });

  it("is never of a PIN: its digest in the chain would give the PIN away", () => {
    const { world } = openPeopleWorld();
    const add = { command: "people.add", input: { name: "N", role: "clerk", pin: "1234" } };
    expect(world.refusal("people.approve", { ...add, ...jonas })).toBe("nothing-to-approve");
    const odd = { command: "people.approve", input: { pin: 0.1 } };
    expect(world.refusal("people.approve", { ...odd, ...jonas })).toBe("nothing-to-approve");
  });

  it("is kept where the act was refused for another reason", () => {
    const { world } = openPeopleWorld({ rights: { clerk: { "sales.detail": "needs-approval" } } });
    const input = { saleId: "sale_none" };
    world.act("people.approve", { command: "sales.detail", input, ...jonas });
    expect(world.refusal("sales.detail", input)).toBe("sale-not-found");
    expect(world.refusal("sales.detail", input)).toBe("sale-not-found");
  });

  it("P4: is used in the transaction of the act: where one is not written, neither is", () => {
    const { world } = openPeopleWorld();
    openDrawer(world, 10_000);
    const noSale = { command: "day.no-sale", input: { reason: "change a note" } } as const;
    world.act("people.approve", { ...noSale, ...jonas });
    const beside = openDatabase(join(world.folder, "register.db"));
    beside.exec(`CREATE TRIGGER no_use BEFORE INSERT ON ledger WHEN NEW.type = 'override-used'
      BEGIN SELECT RAISE(ABORT, 'the use is not written'); END`);
    expect(() => world.refusal(noSale.command, noSale.input)).toThrow("the use is not written");
    expect(readEntries(world.folder).map(({ type }) => type)).not.toContain("no-sale");
    beside.exec("DROP TRIGGER no_use");
    beside.close();
    world.act("people.approve", { ...noSale, ...jonas });
    world.act(noSale.command, noSale.input);
    const types = readEntries(world.folder).map(({ type }) => type);
    expect(types[types.indexOf("no-sale") + 1]).toBe("override-used");
  });
});
