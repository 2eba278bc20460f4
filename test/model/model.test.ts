import { describe, expect, it } from "vitest";
import { exploreScene } from "./explore-scene.ts";

/** The long form is `npm run model`; a slow machine takes its time for the short one, too. */
const TIMEOUT_MS = 600_000;

describe("every order of what may happen to a card payment", () => {
  const scenes = [
    { scene: "alone", budget: 1, maxStates: 40_000 },
    { scene: "one-till", budget: 1, maxStates: 30_000 },
    { scene: "two-tills", budget: 1, maxStates: 30_000 },
    { scene: "direct-alone", budget: 1, maxStates: 30_000 },
    { scene: "direct-one-till", budget: 1, maxStates: 20_000 },
    { scene: "both-ways", budget: 1, maxStates: 30_000 },
  ] as const;

  it.each(scenes)(
    "F19, F20: $scene charges once, captures what has an entry, and comes to its end",
    ({ scene, ...limits }) => {
      const { fault, states } = exploreScene(scene, limits);
      expect(fault).toBeNull();
      expect(states).toBeGreaterThanOrEqual(limits.maxStates);
    },
    TIMEOUT_MS,
  );

  it.each(["alone", "direct-alone"] as const)(
    "sees all there is of %s in fair weather",
    (scene) => {
      expect(exploreScene(scene, { budget: 0, maxStates: 100_000 })).toMatchObject({
        fault: null,
        isWhole: true,
      });
    },
  );
});

describe("every order of what may happen to money that is held, taken or given back", () => {
  it("F20: lets a voided hold go, or says that its capture was faster, whatever dies", () => {
    const { fault, isWhole } = exploreScene("void", { budget: 1, maxStates: 100_000 });
    expect({ fault, isWhole }).toEqual({ fault: null, isWhole: true });
  });

  it("F41: gives no refund back twice, and never more than was captured", () => {
    const { fault, isWhole } = exploreScene("refunds", { budget: 1, maxStates: 100_000 });
    expect({ fault, isWhole }).toEqual({ fault: null, isWhole: true });
  });

  it("F41: calls no refund at a reader off that the reader still makes", () => {
    const { fault, isWhole } = exploreScene("reader-refund", { budget: 2, maxStates: 100_000 });
    expect({ fault, isWhole }).toEqual({ fault: null, isWhole: true });
  });

  it("F20: pays a sale on its page or another way, and notices where it was both", () => {
    const { fault, states } = exploreScene("link", { budget: 1, maxStates: 20_000 });
    expect(fault).toBeNull();
    expect(states).toBeGreaterThanOrEqual(20_000);
  });
});
