import { describe, expect, it } from "vitest";
import { demoPorts, freePort } from "../../sandbox/demo-cards/demo-ports.ts";

describe("freePort", () => {
  it("gives no block of ports to two that look at the same moment", async () => {
    const ports = await Promise.all(Array.from({ length: 300 }, () => freePort()));
    const blocks = ports.map((port) => Math.floor(port / 10));
    expect(new Set(blocks).size).toBe(300);
  });
});

describe("demoPorts", () => {
  it("places all listeners of a demo within the block of its page", async () => {
    const { page, ...others } = await demoPorts(0);
    expect(page % 10).toBe(0);
    const blocks = Object.values(others).map((port) => Math.floor(port / 10));
    expect(new Set(blocks)).toEqual(new Set([page / 10]));
  });
});
