import { describe, expect, it } from "vitest";
import { authorise, captureIt, openFaulty, pay1 } from "../support/card-sale.ts";
import { euros, ids } from "../support/relay-world.ts";

const refunds = { method: "POST", path: "/v1/refunds" };
const refundId = ids.refund("refund_1");
const order = { type: "refund-payment", refundId, paymentId: pay1, amount: euros(500) } as const;

async function openCaptured() {
  const { world, till } = await openFaulty();
  await till.ask(world.startOf("pay_1"));
  await authorise(world, till);
  await captureIt(till);
  return { world, till };
}

describe("a refund that meets an error which Stripe keeps for its key", () => {
  it("F41: is made under the next key, once it is seen that there is none", async () => {
    const { world, till } = await openCaptured();
    world.sandbox.control.addFault({ on: refunds, do: "answer-status", status: 500 });
    await till.ask(order);
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    const { refunds: made, idempotency } = world.sandbox.books();
    expect(made).toMatchObject([{ amount: 500 }]);
    const keys = idempotency.map(({ key }) => key).filter((key) => key.startsWith("refund-"));
    expect(keys).toEqual(["refund-refund_1", "refund-refund_1-1"]);
  });

  it("F41: is not made again where the error hid that it was done", async () => {
    const { world, till } = await openCaptured();
    const fault = { on: refunds, do: "answer-status", status: 500, isDone: true } as const;
    world.sandbox.control.addFault(fault);
    await till.ask(order);
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 500 }]);
  });
});

describe("a look for a refund that Stripe refuses", () => {
  it("F41: is no answer about the refund, whose own answer was lost", async () => {
    const { world, till } = await openCaptured();
    const { control } = world.sandbox;
    const look = { method: "GET", path: "/v1/refunds" };
    // Its event would tell of the refund before the look does.
    control.pauseDeliveries();
    // The SDK itself asks once more on a connection that was cut.
    control.addFault({ on: refunds, do: "cut-after", times: 2 });
    control.addFault({ on: look, do: "answer-status", status: 404, times: 1 });
    await till.ask(order);
    const first = await till.refundReading(({ refundId: id }) => id === refundId);
    expect(first).toMatchObject({ refund: { status: "succeeded" }, refusedCode: null });
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 500 }]);
  });
});
