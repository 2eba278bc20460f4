import { CorrectionId, PaymentId } from "../../contract/ids.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { closeDay, euros, expectedIn, openDrawer } from "./day.ts";
import { connect } from "./card-world.ts";
import { topUpOf } from "./credit-world.ts";
import { createFakeRelay } from "./fake-relay.ts";
import { jonas, openPeopleWorld } from "./people.ts";
import { chargeReading, readingsOf } from "./readings.ts";
import { payRest, takeOther } from "../register/payments/split-support.ts";
import { holdLast, refundOf } from "./refund-world.ts";
import { beans, kettle, papers, type World } from "./world.ts";

const VOID_WINDOW_MS = 3_600_000;

type Shop = Readonly<{
  world: World;
  relay: ReturnType<typeof createFakeRelay>;
  id: (kind: string) => string;
  /** What Stripe will say later of cards that were sold by. */
  later: (() => void)[];
}>;

/** What may happen in a shop; each leaves the till ready for the next. */
const happenings = {
  "a sale for cash": ({ world }: Shop) => void world.sell(beans, papers),
  "a discount, and a line that is taken off": ({ world }: Shop) => {
    scan(world, kettle, papers, papers);
    const { saleId, lines } = world.sale();
    world.act("sales.remove-line", { saleId, lineId: at(lines, 0).lineId });
    const terms = { kind: "percent", basisPoints: 1_250 } as const;
    world.act("sales.discount", { saleId, discount: { terms, reason: "goodwill" } });
    world.sell(beans);
  },
  "a sale that is given up": ({ world }: Shop) => {
    scan(world, beans);
    world.act("sales.clear", { saleId: world.sale().saleId });
  },
  "a refund in cash": ({ world, relay, id }: Shop) => {
    const receipt = world.sell(papers, beans);
    world.act("refunds.pay", refundOf(receipt, 690, { id: id("r").slice(2) }));
    holdLast(relay);
  },
  "a card with a tip, read later": (shop: Shop) => {
    const { captured } = byCard(shop, 150);
    shop.later.push(captured);
  },
  "a card that is voided": (shop: Shop) => {
    const { saleId, total, voided } = byCard(shop, 0);
    shop.world.act("payments.void", { saleId, total, reason: "wrong customer" });
    voided();
  },
  "a sale in two parts": ({ world, id }: Shop) => {
    scan(world, beans);
    const { saleId, left } = world.sale();
    const [amount, given] = [euros(1_000), euros(1_000)];
    const partId = PaymentId.parse(id("pay"));
    world.act("payments.take-cash", { saleId, partId, left, amount, given });
    payRest(world);
  },
  "a voucher for a part, and one for the rest": ({ world, id }: Shop) => {
    scan(world, beans);
    takeOther(world, 1_001, { partId: id("pay") });
    takeOther(world, 1_449, { partId: id("pay"), reference: "V-7" });
  },
  "credit that is sold": ({ world, id }: Shop) => {
    const { accountId } = world.act("credit.open", { name: "Ada" });
    world.act("credit.top-up", topUpOf(accountId, 2_000, id("topup")));
  },
  "cash in": ({ world }: Shop) => move(world, "in", 5_000),
  "cash out, and put right": ({ world, id }: Shop) => {
    move(world, "out", 700);
    world.act("ledger.correct", {
      correctionId: CorrectionId.parse(id("correction")),
      correctsSeq: world.act("day.x-report", {}).lastSeq,
      reason: "it was six euros",
      shouldBe: [
        { account: "assets:drawer:cash", minor: -600 },
        { account: "expenses:petty-cash", minor: 600 },
      ],
    });
  },
  "the drawer without a sale": ({ world }: Shop) =>
    void world.act("day.no-sale", { reason: "change" }),
  "a Z": ({ world }: Shop) => {
    closeDay(world, Math.min(expectedIn(world), 10_000));
    openDrawer(world, 10_000);
  },
  "what Stripe says later": ({ later }: Shop) => later.splice(0).forEach((tell) => tell()),
} as const;

export type Happening = keyof typeof happenings;
export const allHappenings = Object.keys(happenings) as Happening[];

/** A till of a manager, with a relay, its drawer open. */
export async function openRandomDays() {
  const relay = createFakeRelay();
  const config = { day: { ...demoShop.day, startFloatMinor: null }, voidWindowMs: VOID_WINDOW_MS };
  const { world } = openPeopleWorld({}, { relay, config });
  await connect(relay);
  world.act("people.sign-in", jonas);
  openDrawer(world, 15_000);
  let ids = 0;
  const id = (kind: string) => `${kind}_${(ids += 1)}`;
  const shop: Shop = { world, relay, id, later: [] };
  return { world, relay, happen: (what: Happening) => happenings[what](shop) };
}

function scan(world: World, ...codes: string[]): void {
  for (const code of codes) {
    world.act("sales.scan", { saleId: world.sale().saleId, code, quantity: 1 });
  }
}

function move(world: World, direction: "in" | "out", minor: number): void {
  const to = { amount: euros(minor), counterAccount: "petty" } as const;
  world.act("day.move-cash", { direction, ...to, reason: "milk" });
}

function byCard({ world, relay, id }: Shop, tipMinor: number) {
  scan(world, beans, papers);
  const { saleId, total } = world.sale();
  const { paymentId } = world.act("payments.charge", { saleId, total });
  const amountMinor = total.minor + tipMinor;
  const { reading } = readingsOf(paymentId, { amountMinor, register: demoShop.registerId });
  const [intentId, chargeId] = [id("pi"), id("ch")];
  const held = { intentId, tipMinor, latestCharge: chargeReading({ chargeId }) } as const;
  relay.read(reading({ ...held, status: "requires_capture" }));
  const latestCharge = chargeReading({ chargeId, captured: true });
  const got = { ...held, latestCharge, amountReceivedMinor: amountMinor } as const;
  return {
    ...{ saleId, total },
    captured: () => relay.read(reading({ ...got, status: "succeeded" })),
    voided: () => relay.read(reading({ ...held, latestCharge: null, status: "canceled" })),
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}
