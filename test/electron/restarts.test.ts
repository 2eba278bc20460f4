import { describe, expect, it } from "vitest";
import { createRestarts } from "../../electron/restarts.ts";

describe("createRestarts", () => {
  it("waits longer after each death, and gives up after five within a minute", () => {
    const restarts = createRestarts();
    const delays = [0, 1, 2, 3, 4, 5].map((second) => restarts.nextDelayMs(second * 1_000));
    expect(delays).toEqual([50, 100, 200, 400, 800, undefined]);
  });

  it("forgets deaths that are more than a minute old", () => {
    const restarts = createRestarts();
    const delays = [0, 61_000, 122_000].map((atMs) => restarts.nextDelayMs(atMs));
    expect(delays).toEqual([50, 50, 50]);
  });
});
