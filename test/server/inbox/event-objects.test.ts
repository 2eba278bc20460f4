import { describe, expect, it } from "vitest";
import { objectsOf } from "../../../server/inbox/event-objects.ts";
import { StripeEvent } from "../../../server/inbox/stripe-event.ts";

const named = (object: object, type = "any.type") =>
  objectsOf(
    StripeEvent.parse({
      id: "evt_1",
      object: "event",
      type,
      created: 1,
      livemode: false,
      data: { object },
    }),
  ).map(({ kind, objectId }) => `${kind} ${objectId}`);

const action = (type: string, intent: unknown) => ({
  object: "terminal.reader",
  id: "tmr_1",
  action: { type, status: "succeeded", [type]: { payment_intent: intent } },
});

describe("objectsOf", () => {
  it("names the intent of an intent's, a charge's and a dispute's event", () => {
    expect(named({ object: "payment_intent", id: "pi_1" })).toEqual(["intent pi_1"]);
    expect(named({ object: "charge", id: "ch_1", payment_intent: "pi_2" })).toEqual([
      "intent pi_2",
    ]);
    expect(named({ object: "dispute", id: "dp_1", payment_intent: "pi_3" })).toEqual([
      "intent pi_3",
    ]);
  });

  it("names a refund and the intent that it belongs to", () => {
    const refund = { object: "refund", id: "re_1", payment_intent: "pi_1" };
    expect(named(refund)).toEqual(["refund re_1", "intent pi_1"]);
    expect(named({ ...refund, payment_intent: null })).toEqual(["refund re_1"]);
  });

  it("names the intent of whatever a reader did, also where it is expanded", () => {
    expect(named(action("process_payment_intent", "pi_1"))).toEqual(["intent pi_1"]);
    expect(named(action("refund_payment", { id: "pi_2" }))).toEqual(["intent pi_2"]);
    expect(named({ object: "terminal.reader", id: "tmr_1", action: null })).toEqual([]);
  });

  it("names nothing in what it does not know or cannot trust", () => {
    expect(named({ object: "payout", id: "po_1" })).toEqual([]);
    expect(named({ object: "payment_intent", id: "../../v1/charges" })).toEqual([]);
    expect(named({ object: "charge", payment_intent: 7 })).toEqual([]);
  });
});
