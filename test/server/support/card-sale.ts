import { expect } from "vitest";
import type { NewFault } from "../../../sandbox/stripe/faults.ts";
import { ids, openRelayWorld, type RelayWorld } from "./relay-world.ts";
import type { TillClient } from "./till-client.ts";

export const pay1 = ids.payment("pay_1");
export const create = { method: "POST", path: "/v1/payment_intents" };
export const process = { method: "POST", path: "/v1/terminal/readers/*/process_payment_intent" };
export const capture = { method: "POST", path: "/v1/payment_intents/*/capture" };
export const cancel = { method: "POST", path: "/v1/payment_intents/*/cancel" };
export const readIntent = { method: "GET", path: "/v1/payment_intents/*" };

export async function openFaulty(...faults: NewFault[]) {
  const world = await openRelayWorld();
  const till = await world.till();
  faults.forEach((fault) => world.sandbox.control.addFault(fault));
  return { world, till };
}

/** A card that is held to the reader, and its authorisation at the register. */
export async function authorise(world: RelayWorld, till: TillClient) {
  world.sandbox.control.present(world.readerId, {});
  return till.status("requires_capture");
}

export async function captureIt(till: TillClient) {
  await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
  return till.status("succeeded");
}

/** One intent, one charge, captured once: what I1 asks for in the sandbox's books. */
export function expectOneCapture({ sandbox }: RelayWorld): void {
  const { paymentIntents, charges } = sandbox.books();
  expect(paymentIntents).toMatchObject([{ status: "succeeded", amount_received: 1_250 }]);
  expect(charges.filter(({ captured }) => captured)).toHaveLength(1);
}
