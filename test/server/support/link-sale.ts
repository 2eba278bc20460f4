import type Stripe from "stripe";
import { SaleId } from "../../../contract/ids.ts";
import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import type { NewFault } from "../../../sandbox/stripe/faults.ts";
import { pay1 } from "./card-sale.ts";
import { euros, openRelayWorld, type RelayWorld } from "./relay-world.ts";
import type { AskedRequest, TillClient } from "./till-client.ts";

type Start = Extract<AskedRequest, { type: "start-link-payment" }>;

/** 12.50 EUR by link, valid for 20 s. */
export function linkStart(more: Partial<Start> = {}): Start {
  return {
    type: "start-link-payment",
    paymentId: pay1,
    saleId: SaleId.parse("sale_1"),
    connection: "main",
    amount: euros(1_250),
    shopName: "Pebble & Pine",
    lines: [
      { name: "Flat white", quantity: 2, totalMinor: 900 },
      { name: "Scone", quantity: 1, totalMinor: 350 },
    ],
    validUntilMs: Date.now() + 20_000,
    ...more,
  };
}

export async function linkWorld(options: Parameters<typeof openRelayWorld>[0] = {}) {
  const world = await openRelayWorld(options);
  return { world, till: await world.till() };
}

/** A relay whose Stripe fails as told. */
export async function faultyLinkWorld(
  fault: NewFault,
  options: Parameters<typeof openRelayWorld>[0] = {},
) {
  const opened = await linkWorld(options);
  opened.world.sandbox.control.addFault(fault);
  return opened;
}

export const sessions = ({ sandbox }: RelayWorld): Stripe.Checkout.Session[] =>
  sandbox.books().checkoutSessions;

/** Asks for the page; where it is, and the session behind it. */
export async function askForLink(world: RelayWorld, till: TillClient) {
  const answer = await till.ask(linkStart());
  if (answer.type !== "pay-link") throw new Error(`answered ${JSON.stringify(answer)}`);
  return { url: answer.url, sessionId: sessions(world)[0]?.id ?? "" };
}

export const cancelLink = (till: TillClient) =>
  till.ask({ type: "cancel-payment", paymentId: pay1 });

export async function captureLink(till: TillClient): Promise<void> {
  await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
  await till.status("succeeded");
}

export const ofSession =
  (status: "open" | "complete" | "expired") =>
  ({ session }: PaymentReading): boolean =>
    session?.status === status;
