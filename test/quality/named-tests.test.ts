import { describe, expect, it } from "vitest";
import { namedTests, numbers, situations } from "./named-tests.ts";

describe("namedTests", () => {
  it("finds a test of its own for every number that the page answers for", () => {
    const own = namedTests().filter(({ title }) => !/F14 to F26/.test(title));
    const missing = [...numbers, ...situations].filter((number) =>
      own.every((test) => test.number !== number),
    );
    expect(missing).toEqual([]);
  });
});
