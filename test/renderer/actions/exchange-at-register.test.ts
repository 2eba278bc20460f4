import { describe, expect, it } from "vitest";
import type { Command } from "../../../contract/commands.ts";
import type { ExchangeView } from "../../../contract/exchange-views.ts";
import { RefundId } from "../../../contract/ids.ts";
import type { Money } from "../../../contract/money.ts";
import { beginExchange, giveUpExchange } from "../../../renderer/actions/exchange.ts";
import { takeCash } from "../../../renderer/actions/take-cash.ts";
import { askExchange } from "../../../renderer/actions/try-exchange.ts";
import { allPieces } from "../../../renderer/actions/refund-choice.ts";
import { useExchange } from "../../../renderer/store/exchange-store.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import type { Answer } from "../../../renderer/transports/answer.ts";
import type { TransportListener } from "../../../renderer/transports/transport.ts";
import { connect } from "../../support/card-world.ts";
import { eventually } from "../../support/eventually.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { holdLast } from "../../support/refund-world.ts";
import { beans, kettle, openWorld, papers, tillClerk, type World } from "../../support/world.ts";
import { hold } from "../support/exchange-page.ts";

/** A page before a register that keeps a book; the line between the two can break. */
function openPage(first: World) {
  useUi.setState(useUi.getInitialState(), true);
  useRegister.setState(useRegister.getInitialState(), true);
  useExchange.setState(useExchange.getInitialState(), true);
  let world = first;
  let listener: TransportListener | null = null;
  const lost = new Set<Command>();
  const asked: Command[] = [];
  let isHearing = true;
  const hear = () =>
    world.register.onEvent((event) => {
      if (isHearing) listener?.onEvent(event);
    });
  followRegister({
    start: (started) => {
      listener = started;
    },
    ask(command, input) {
      asked.push(command);
      const answer = world.register.handle(tillClerk, command, input) as Answer<Command>;
      if (!lost.delete(command)) return Promise.resolve(answer);
      // It was done, and the till died before it said so.
      listener?.onLost();
      return Promise.resolve({ ok: false, refusal: "connection-lost" } as const);
    },
  });
  async function load() {
    hear();
    listener?.onConnected();
    await eventually(() => expect(useRegister.getState().connection).toBe("connected"));
  }
  return {
    load,
    asked,
    world: () => world,
    /** What another page does, while no event of it reaches this one. */
    unheard(act: () => void) {
      isHearing = false;
      act();
      isHearing = true;
    },
    loseAnswerTo: (command: Command) => void lost.add(command),
    async restart() {
      listener?.onLost();
      world = world.restart();
      await load();
    },
  };
}

const exchange = () => useExchange.getState().exchange;
const kept = (world: World) => world.act("register.view", {}).exchange;

/** Beans that were sold are chosen to come back, and what goes out stands on the ticket. */
async function exchangeBeansFor(world: World, code: string) {
  const { saleId } = world.sell(beans);
  const page = openPage(world);
  await page.load();
  const { left } = world.act("sales.detail", { saleId });
  expect(await beginExchange(left, allPieces(left))).toBeNull();
  world.act("sales.scan", { saleId: world.sale().saleId, code, quantity: 1 });
  return page;
}

const other = RefundId.parse("refund_other");

/** Another page chose the same goods for the same sale. */
function beginOther(world: World, { partId, saleId, lines, forId }: ExchangeView) {
  world.act("exchange.begin", { refundId: other, partId, saleId, lines: [...lines], forId });
}

/** Another page books back what the register keeps; answers its worth. */
function payBack(world: World): Money {
  const { refundId, saleId, lines, worth: total } = kept(world) ?? raise();
  const back = { refundId, saleId, lines: [...lines], total, reason: "Unwanted" };
  world.act("refunds.pay", { ...back, to: { tender: "cash" } });
  return total;
}

function raise(): never {
  throw new Error("it is not there");
}

async function online() {
  const relay = createFakeRelay();
  const world = openWorld({ relay });
  await connect(relay);
  return { relay, world };
}

describe("an exchange between a page and its register", () => {
  it("is paid with its own money, once, where the answer was lost with the till", async () => {
    const page = await exchangeBeansFor(openWorld(), papers);
    page.loseAnswerTo("sales.pay-cash");
    askExchange();
    const held = hold();
    await eventually(() => expect(useRegister.getState().connection).toBe("restarting"));
    await page.restart();
    expect(await held).toBeNull();
    expect(exchange()).toBeNull();
    expect(useUi.getState()).toMatchObject({ place: "change", paid: { receiptNumber: "2-2" } });
    expect(page.asked.filter((command) => command === "sales.pay-cash")).toHaveLength(2);
  });

  it("still owes its money after exact cash of the customer completed its even sale", async () => {
    const page = await exchangeBeansFor(openWorld(), beans);
    const total = payBack(page.world());
    await page.restart();
    const sale = page.world().sale();
    expect(await takeCash(sale, sale.cashLeft, sale.cashLeft.minor)).toBeNull();
    expect(exchange()).toMatchObject({ isPaidBack: true, worth: total });
  });

  it("is not taken as paid where another page's cash of the same size paid for its sale", async () => {
    const page = await exchangeBeansFor(openWorld(), beans);
    payBack(page.world());
    const { saleId, cashLeft: total } = page.world().sale();
    askExchange();
    page.unheard(() => page.world().act("sales.pay-cash", { saleId, total, given: total }));
    expect(await hold()).toBe("sale-completed");
    expect(exchange()).toMatchObject({ isPaidBack: true, worth: total });
  });

  it("pays nothing where its sale was completed before anything went back", async () => {
    const page = await exchangeBeansFor(openWorld(), beans);
    const { saleId, cashLeft: total } = page.world().sale();
    askExchange();
    page.world().act("sales.pay-cash", { saleId, total, given: total });
    expect(exchange()).toBeNull();
    expect(await hold()).toBe("no-exchange-money");
    expect(page.asked).not.toContain("refunds.pay");
  });

  it("is not simply given up where it was paid back unheard", async () => {
    const page = await exchangeBeansFor(openWorld(), papers);
    page.unheard(() => payBack(page.world()));
    giveUpExchange();
    await eventually(() =>
      expect(useUi.getState().notice).toMatchObject({ code: "refund-in-progress" }),
    );
    expect(kept(page.world())?.phase).toBe("paid-back");
  });

  it("is not handed over where its money was used while the page asked", async () => {
    const page = await exchangeBeansFor(openWorld(), papers);
    payBack(page.world());
    const { refundId, worth: given } = kept(page.world()) ?? raise();
    giveUpExchange();
    const { saleId, cashLeft: total } = page.world().sale();
    page.world().act("sales.pay-cash", { saleId, total, given, refundId });
    expect(await hold()).toBe("no-exchange-money");
    expect(page.asked).not.toContain("exchange.end");
  });

  it("begins anew where the line was lost before the relay said yes, and goes on without it", async () => {
    const { relay, world } = await online();
    const page = await exchangeBeansFor(world, kettle);
    const first = exchange()?.refundId;
    askExchange();
    const held = hold();
    await eventually(() => expect(kept(world)?.phase).toBe("asked"));
    relay.drop();
    expect(await held).toBe("relay-offline");
    expect(exchange()).toMatchObject({ isPaidBack: false, isUnsure: false });
    expect(exchange()?.refundId).not.toBe(first);
    expect(kept(world)).toMatchObject({ refundId: exchange()?.refundId, phase: "open" });
    expect(await hold()).toBeNull();
    expect(exchange()).toBeNull();
    expect(page.asked.filter((command) => command === "refunds.pay")).toHaveLength(2);
    expect(world.sale().taken).toHaveLength(1);
  });

  it("begins anew where a restart let its refund go", async () => {
    const { world } = await online();
    const page = await exchangeBeansFor(world, kettle);
    page.loseAnswerTo("refunds.pay");
    askExchange();
    const held = hold();
    await eventually(() => expect(kept(world)?.phase).toBe("asked"));
    await page.restart();
    expect(await held).toBe("refund-used");
    expect(exchange()).toMatchObject({ isPaidBack: false, isUnsure: false });
    expect(kept(page.world())?.refundId).toBe(exchange()?.refundId);
    expect(await hold()).toBeNull();
    expect(page.world().sale().taken).toHaveLength(1);
  });

  it("is noted again where another page ended it unheard, before anything goes back", async () => {
    const { relay, world } = await online();
    const page = await exchangeBeansFor(world, kettle);
    const { refundId } = exchange() ?? raise();
    askExchange();
    page.unheard(() => world.act("exchange.end", { refundId, isHandedOver: false }));
    const held = hold();
    await eventually(() => expect(kept(world)?.phase).toBe("asked"));
    holdLast(relay);
    expect(await held).toBeNull();
    expect(world.sale().taken).toHaveLength(1);
    expect(exchange()).toBeNull();
  });

  it("gives nothing back where another page's exchange is being paid back unheard", async () => {
    const { world } = await online();
    const page = await exchangeBeansFor(world, kettle);
    const begun = kept(world) ?? raise();
    askExchange();
    page.unheard(() => {
      beginOther(world, begun);
      payBack(world);
    });
    expect(await hold()).toBe("refund-in-progress");
    expect(page.asked).not.toContain("refunds.pay");
    expect(exchange()).toMatchObject({ refundId: other, isUnsure: true });
  });

  it("that another page began during a try is shown at its end", async () => {
    const { relay, world } = await online();
    await exchangeBeansFor(world, papers);
    const begun = kept(world) ?? raise();
    askExchange();
    const held = hold();
    await eventually(() => expect(kept(world)?.phase).toBe("asked"));
    const { id, reservationId } = relay.all("reserve-refund").at(-1) ?? raise();
    relay.say({ type: "refund-refused", id, reservationId, refusal: "refund-over-sold" });
    beginOther(world, begun);
    expect(await held).toBe("refund-over-sold");
    expect(exchange()?.refundId).toBe(other);
  });
});
