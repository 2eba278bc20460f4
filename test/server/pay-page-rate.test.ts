import type { Request, Response } from "express";
import { describe, expect, it } from "vitest";
import { createPageRate } from "../../server/pay-page/page-rate.ts";

/** Asks from an address; answers whether it was let through, or the status. */
function openRate() {
  let nowMs = 0;
  const rate = createPageRate(() => nowMs);
  const ask = (remoteAddress: string): number => {
    let status = 0;
    const res = {
      status: (code: number) => ((status = code), res),
      set: () => res,
      type: () => res,
      send: () => res,
    };
    const req = { socket: { remoteAddress } } as unknown as Request;
    rate(req, res as unknown as Response, () => (status = 200));
    return status;
  };
  return { ask, pass: (ms: number) => (nowMs += ms) };
}

describe("the bound on the customers' pages", () => {
  it("lets a customer look as often as anybody would, and then two times a second", () => {
    const { ask, pass } = openRate();
    const first = Array.from({ length: 61 }, () => ask("192.0.2.1"));
    expect(first.filter((status) => status === 200)).toHaveLength(60);
    expect(first.at(-1)).toBe(429);
    pass(1_000);
    expect([1, 2, 3].map(() => ask("192.0.2.1"))).toEqual([200, 200, 429]);
  });

  it("is each address's own, and forgets the oldest of very many", () => {
    const { ask } = openRate();
    for (let count = 0; count < 100; count += 1) ask("192.0.2.1");
    expect(ask("192.0.2.1")).toBe(429);
    expect(ask("192.0.2.2")).toBe(200);
    for (let count = 0; count < 10_000; count += 1) ask(`2001:db8::${count}`);
    expect(ask("192.0.2.1")).toBe(200);
  });
});
