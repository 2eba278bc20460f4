import { describe, expect, it } from "vitest";
import { UserId } from "../../../contract/ids.ts";
import { MAX_WRONG_PINS } from "../../../register/people/users.ts";
import { asTool, ida, jonas, mara, openPeopleWorld, typesOf } from "../../support/people.ts";
import { chargeSale, connect } from "../../support/card-world.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { beans, tillClerk } from "../../support/world.ts";

const wrong = { ...mara, pin: "9999" };
const minute = 60_000;

describe("people.sign-in", () => {
  it("starts locked where nobody is named, and answers nothing but the way in", () => {
    const { world } = openPeopleWorld({ startsAs: null });
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 1 })).toBe("locked");
    expect(world.refusal("people.activity", { beforeSeq: null, limit: 1 })).toBe("locked");
    expect(world.act("register.view", {}).seat.clerk).toBeNull();
    expect(world.act("people.list", {}).map(({ name }) => name)).toEqual(["Ida", "Jonas", "Mara"]);
    expect(world.act("people.sign-in", mara).clerk).toMatchObject({ name: "Mara", role: "clerk" });
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 1 })).toBe("ok");
  });

  it("keeps the open sale, and the sale carries who signed in", () => {
    const { world } = openPeopleWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    world.act("people.lock", {});
    expect(world.refusal("sales.clear", { saleId })).toBe("locked");
    world.act("people.sign-in", jonas);
    expect(world.sale().lines).toHaveLength(1);
    expect(world.sell().clerk).toBe("Jonas");
  });

  it("takes the till's clerk from the seat, whatever a carrier says", () => {
    const { world } = openPeopleWorld();
    const forged = { ...tillClerk, userId: jonas.userId, name: "Jonas" };
    const outcome = world.register.handle(forged, "people.activity", { beforeSeq: null, limit: 1 });
    expect(outcome).toMatchObject({ ok: false, refusal: "not-allowed" });
    const stranger = UserId.parse("user_nobody");
    const asked = asTool(world, stranger, { command: "register.view", input: {} });
    expect(asked).toMatchObject({ ok: false, refusal: "not-allowed" });
  });

  it("tells every screen who sits at the till", () => {
    const { world } = openPeopleWorld();
    world.act("people.lock", {});
    world.act("people.sign-in", jonas);
    const told = world.events.flatMap((event) =>
      event.event === "seat-changed" ? [event.view.clerk?.name ?? null] : [],
    );
    expect(told).toEqual([null, "Jonas"]);
  });

  it("locks by itself when nobody has done anything for the time that is set", () => {
    const { world, counter } = openPeopleWorld({ autoLockMs: minute });
    counter.ms += minute - 1;
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 1 })).toBe("ok");
    counter.ms += minute - 1;
    world.act("register.view", {});
    counter.ms += 1;
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 1 })).toBe("locked");
    world.act("people.sign-in", jonas);
    expect(typesOf(world)).toEqual(["user-signed-out", "user-signed-in"]);
  });

  it("stays open while somebody types or points at it, and a touch opens nothing", () => {
    const { world, counter } = openPeopleWorld({ autoLockMs: minute });
    counter.ms += minute - 1;
    expect(world.act("people.touch", {}).clerk).toMatchObject({ name: "Mara" });
    counter.ms += minute - 1;
    expect(world.refusal("sales.list", { beforeSeq: null, limit: 1 })).toBe("ok");
    counter.ms += minute;
    expect(world.refusal("people.touch", {})).toBe("locked");
  });

  it("does not lock by itself while a customer is at the reader, nor right after", async () => {
    const relay = createFakeRelay();
    const { world, counter } = openPeopleWorld({ autoLockMs: minute }, { relay });
    await connect(relay);
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
    const { payment } = chargeSale(world);
    counter.ms += minute;
    expect(world.act("register.view", {}).seat.clerk).not.toBeNull();
    world.act("payments.cancel", { paymentId: payment.paymentId });
    counter.ms += minute - 1;
    expect(world.act("register.view", {}).seat.clerk).not.toBeNull();
  });

  it("opens for nobody who left", () => {
    const { world } = openPeopleWorld();
    world.act("people.sign-in", jonas);
    world.act("people.change", {
      userId: mara.userId,
      name: "Mara",
      role: "clerk",
      isActive: false,
    });
    expect(world.refusal("people.sign-in", mara)).toBe("user-not-found");
  });
});

describe("a wrong PIN", () => {
  it("B29 makes guessing slow, then impossible: 10,000 tries come to ten comparisons", () => {
    const { world, counter } = openPeopleWorld({ startsAs: null });
    const refusals = new Map<string, number>();
    for (let pin = 0; pin < 10_000; pin += 1) {
      counter.ms += 10 * minute;
      const guess = { ...mara, pin: String(pin + 100_000) };
      const refusal = world.refusal("people.sign-in", guess);
      refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
    }
    expect(Object.fromEntries(refusals)).toEqual({ "wrong-pin": 9, "user-locked": 9_991 });
    expect(world.refusal("people.sign-in", mara)).toBe("user-locked");
  });

  it("B29 waits longer with each, and no clock and no restart shortens it", () => {
    const { world, counter } = openPeopleWorld({ startsAs: null }, { atMs: 1_800_000_000_000 });
    for (let count = 0; count < 3; count += 1) world.refusal("people.sign-in", wrong);
    expect(world.refusal("people.sign-in", mara)).toBe("pin-wait");
    const anotherYear = { ...{ folder: world.folder }, atMs: 1_900_000_000_000 };
    world.register.close();
    const after = openPeopleWorld({ startsAs: null }, anotherYear);
    expect(after.world.refusal("people.sign-in", mara)).toBe("pin-wait");
    after.counter.ms += 4_999;
    expect(after.world.refusal("people.sign-in", mara)).toBe("pin-wait");
    after.counter.ms += 1;
    expect(after.world.refusal("people.sign-in", mara)).toBe("ok");
    expect(counter.ms).toBe(0);
  });

  it("B29 is counted before it is compared, so that a copy of the process buys no try", () => {
    const { world } = openPeopleWorld();
    world.act("people.sign-in", jonas);
    world.refusal("people.sign-in", wrong);
    const seen = world.act("people.list", {}).find(({ userId }) => userId === mara.userId);
    expect(seen).toMatchObject({ wrongPins: 1, isLocked: false });
    expect(typesOf(world).at(-1)).toBe("sign-in-failed");
  });

  it("is forgotten by the right one", () => {
    const { world, counter } = openPeopleWorld({ startsAs: null });
    for (let count = 0; count < 5; count += 1) {
      counter.ms += 10 * minute;
      expect(world.refusal("people.sign-in", wrong)).toBe("wrong-pin");
    }
    counter.ms += 10 * minute;
    expect(world.refusal("people.sign-in", mara)).toBe("ok");
    expect(world.refusal("people.sign-in", wrong)).toBe("wrong-pin");
  });

  it("stays locked until a manager unlocks, and stands in the log", () => {
    const { world, counter } = openPeopleWorld({ startsAs: null });
    for (let count = 0; count < MAX_WRONG_PINS; count += 1) {
      counter.ms += 10 * minute;
      world.refusal("people.sign-in", wrong);
    }
    counter.ms += 1_000 * minute;
    expect(world.refusal("people.sign-in", mara)).toBe("user-locked");
    world.act("people.sign-in", jonas);
    world.act("people.unlock", { userId: mara.userId });
    expect(typesOf(world).slice(-3)).toEqual(["user-locked", "user-signed-in", "user-changed"]);
    expect(world.refusal("people.sign-in", mara)).toBe("ok");
  });

  it("stands in no entry, no answer and no row", () => {
    const { world } = openPeopleWorld();
    world.act("people.sign-in", jonas);
    world.act("people.add", { name: "Noor", role: "clerk", pin: "72519463" });
    const outcome = world.register.handle(tillClerk, "people.sign-in", {
      ...mara,
      pin: "72519463x",
    });
    expect(JSON.stringify(outcome)).not.toContain("72519463");
    expect(JSON.stringify(world.act("people.list", {}))).not.toContain("pin");
    const log = world.act("people.activity", { beforeSeq: null, limit: 100 });
    expect(JSON.stringify(log)).not.toContain("72519463");
  });
});

describe("an installer", () => {
  it("opens no drawer, and says no yes to it", () => {
    const { world } = openPeopleWorld();
    const input = { reason: "change" };
    const act = { command: "day.no-sale", input, ...ida };
    expect(world.refusal("people.approve", act)).toBe("not-an-approver");
    world.act("people.sign-in", ida);
    expect(world.refusal("day.no-sale", input)).toBe("not-allowed");
  });
});

describe("people.add and people.change", () => {
  it("let a manager make users, and no user reach above their own role", () => {
    const { world } = openPeopleWorld();
    const noor = { name: "Noor", role: "clerk", pin: "4321" } as const;
    expect(world.refusal("people.add", noor)).toBe("not-allowed");
    world.act("people.sign-in", jonas);
    const users = world.act("people.add", noor);
    const added = users.find(({ name }) => name === "Noor");
    expect(added).toMatchObject({ role: "clerk", isActive: true });
    expect(world.refusal("people.add", { ...noor, name: "noor" })).toBe("name-taken");
    expect(world.refusal("people.add", { ...noor, name: "X", role: "installer" })).toBe(
      "role-too-high",
    );
    expect(world.refusal("people.set-pin", { userId: ida.userId, pin: "0000" })).toBe(
      "role-too-high",
    );
    const userId = added?.userId ?? mara.userId;
    expect(world.act("people.sign-in", { userId, pin: "4321" }).clerk?.name).toBe("Noor");
  });

  it("erase a name everywhere at once: the chain holds ids only", () => {
    const { world } = openPeopleWorld();
    world.sell(beans);
    world.act("people.sign-in", jonas);
    world.act("people.change", {
      userId: mara.userId,
      name: "erased",
      role: "clerk",
      isActive: false,
    });
    const [sale] = world.act("sales.list", { beforeSeq: null, limit: 1 });
    expect(sale?.clerk).toBe("erased");
  });

  it("keep somebody who can manage users", () => {
    const { world } = openPeopleWorld({ users: [], startsAs: null });
    expect(world.act("people.list", {})).toEqual([]);
    const { world: shop } = openPeopleWorld();
    shop.act("people.sign-in", ida);
    const idle = { name: "Jonas", role: "clerk", isActive: true } as const;
    shop.act("people.change", { userId: jonas.userId, ...idle });
    const leaving = {
      userId: ida.userId,
      name: "Ida",
      role: "installer",
      isActive: false,
    } as const;
    expect(shop.refusal("people.change", leaving)).toBe("last-manager");
  });

  it.each(["", "   ", "a\u0000b", "a\u202eb", "x".repeat(61)])(
    "refuse the name %j, B13",
    (name) => {
      const { world } = openPeopleWorld();
      world.act("people.sign-in", jonas);
      expect(world.refusal("people.add", { name, role: "clerk", pin: "1234" })).toBe("bad-input");
    },
  );
});
