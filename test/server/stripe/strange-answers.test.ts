import { describe, expect, it } from "vitest";
import type { NewFault } from "../../../sandbox/stripe/faults.ts";
import {
  authorise,
  capture,
  captureIt,
  create,
  expectOneCapture,
  openFaulty,
  process,
  readIntent,
} from "../support/card-sale.ts";

describe("answers that are not Stripe's", () => {
  const bodies = ["html", "truncated-json", "wrong-object", "huge", "redirect", "empty"] as const;
  const answers: readonly (readonly [
    string,
    Omit<Extract<NewFault, { do: "answer-body" }>, "on">,
  ])[] = [
    ...bodies.map((body) => [`${body}, nothing done`, { do: "answer-body", body }] as const),
    ...bodies.map(
      (body) => [`${body}, all done`, { do: "answer-body", body, isDone: true }] as const,
    ),
  ];

  it.each(answers)(
    "B27: never make a create, a command or a read fail: %s",
    async (_name, fault) => {
      const { world, till } = await openFaulty(
        { on: create, ...fault },
        { on: process, ...fault },
        { on: readIntent, ...fault, times: 2 },
      );
      expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
      await authorise(world, till);
      world.sandbox.control.addFault({ on: capture, ...fault });
      await captureIt(till);
      expectOneCapture(world);
    },
  );

  it.each([409, 429, 500, 503])("B27: nor does a status of %i", async (status) => {
    const fault = { do: "answer-status", status } as const;
    const { world, till } = await openFaulty({ on: process, ...fault });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    world.sandbox.control.addFault({ on: capture, ...fault });
    await captureIt(till);
    expectOneCapture(world);
  });
});
