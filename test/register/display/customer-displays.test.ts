import { describe, expect, it } from "vitest";
import type { DisplayView } from "../../../contract/display-views.ts";
import { chargeSale, connect, openCardWorld } from "../../support/card-world.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";

/** What a display was shown, oldest first. */
function watch({ register }: World) {
  const shown: DisplayView[] = [];
  const stop = register.customerDisplays.follow((view) => shown.push(view));
  const content = () => shown.at(-1)?.content;
  return { shown, stop, content };
}

function scan(world: World, code: string): void {
  world.act("sales.scan", { saleId: world.sale().saleId, code, quantity: 1 });
}

describe("the customer's display", () => {
  it("welcomes, then follows the sale line by line", () => {
    const world = openWorld();
    const display = watch(world);
    expect(display.content()).toEqual({ kind: "welcome" });
    scan(world, beans);
    scan(world, papers);
    expect(display.content()).toMatchObject({
      kind: "sale",
      sale: {
        lines: [{ name: "House Espresso" }, { name: "Filter papers 02" }],
        total: { minor: 3_140 },
      },
    });
  });

  it("keeps what was paid and the change until the next sale's first line", () => {
    const world = openWorld();
    const display = watch(world);
    scan(world, papers);
    const { saleId, cashTotal } = world.sale();
    world.act("sales.pay-cash", {
      saleId,
      total: cashTotal,
      given: { ...cashTotal, minor: 1_000 },
    });
    const paid = { kind: "paid", paid: { minor: 690 }, tip: null, change: { minor: 310 } };
    expect(display.content()).toMatchObject(paid);
    scan(world, beans);
    expect(display.content()).toMatchObject({ kind: "sale", sale: { total: { minor: 2_450 } } });
  });

  it("says what to do with the card, and why it was declined to nobody", async () => {
    const { world, relay } = await openCardWorld();
    const display = watch(world);
    const { payment, readings } = chargeSale(world);
    expect(display.content()).toMatchObject({ kind: "card", step: "wait" });
    relay.hint(payment.paymentId, "on-reader");
    expect(display.content()).toMatchObject({ kind: "card", step: "present" });
    relay.read(readings.declined("ch_1", "insufficient_funds"));
    expect(display.content()).toMatchObject({ kind: "card", step: "declined" });
    expect(JSON.stringify(display.shown)).not.toMatch(/insufficient_funds|stolen|lost/);
    world.act("payments.retry", { paymentId: payment.paymentId });
    relay.read(readings.authorised);
    expect(display.content()).toMatchObject({ kind: "paid", paid: payment.amount, change: null });
  });

  it("shows the page to pay on while it is open, and never one that is being closed", async () => {
    const { world, relay } = await openCardWorld();
    const display = watch(world);
    const { saleId, total } = world.sale();
    const { paymentId } = world.act("payments.start-link", { saleId, total });
    expect(display.content()).toMatchObject({ kind: "sale" });
    const [start] = relay.all("start-link-payment");
    const url = "https://relay.example/pay/AAAAAAAAAAAAAAAAAAAAAA";
    relay.say({ type: "pay-link", id: start?.id ?? "", paymentId, url });
    expect(display.content()).toMatchObject({ kind: "page", amount: total, url });
    world.act("payments.cancel", { paymentId });
    expect(display.content()).toMatchObject({ kind: "card", step: "cancelling" });
  });

  it("says that an unknown payment is being checked, and goes on to the next customer", async () => {
    const { world, relay } = await openCardWorld();
    const display = watch(world);
    const { payment } = chargeSale(world);
    relay.drop();
    expect(display.content()).toMatchObject({ kind: "card", step: "checking" });
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(display.content()).toEqual({ kind: "welcome" });
  });

  it("shows one who stands here nothing of a sale that waited in a lane", async () => {
    const { world, relay } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    relay.drop();
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    scan(world, papers);
    const next = world.restart();
    await connect(relay);
    const display = watch(next);
    relay.read(readings.authorised);
    expect(next.events.map(({ event }) => event)).toContain("sale-completed");
    expect(display.content()).toMatchObject({ kind: "sale", sale: { total: { minor: 690 } } });
  });

  it("is told how the till is shown, at once, at each change, and while the till is locked", () => {
    const world = openWorld();
    const display = watch(world);
    const look = () => display.shown.at(-1)?.look;
    expect(look()).toBeNull();
    const dark = { language: "ja", theme: "dark", contrast: "normal" } as const;
    const wear = (next: object, isChosen = true) => ({ look: { ...dark, ...next }, isChosen });
    world.act("display.wear", wear({}, false));
    expect(look()).toEqual(dark);
    world.act("people.lock", {});
    // An office's window that connects has chosen nothing.
    expect(world.act("display.wear", wear({ language: "en" }, false))).toEqual(dark);
    world.act("display.wear", wear({ language: "ar" }));
    expect(look()).toEqual({ ...dark, language: "ar" });
    expect(watch(world).shown).toMatchObject([{ look: { language: "ar" } }]);
    expect(world.refusal("display.wear", wear({ language: "../x" }))).toBe("bad-input");
  });

  it("tells a display how things stand when it opens, and nothing once it is gone", () => {
    const world = openWorld();
    scan(world, beans);
    const display = watch(world);
    expect(display.shown).toHaveLength(1);
    display.stop();
    scan(world, beans);
    expect(display.shown).toHaveLength(1);
  });
});
