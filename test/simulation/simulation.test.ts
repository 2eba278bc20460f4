import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const program = resolve(import.meta.dirname, "main.ts");
const Summary = z.object({
  seeds: z.number(),
  captured: z.number(),
  direct: z.number(),
  splits: z.number(),
  takenBack: z.number(),
  links: z.number(),
  voids: z.number(),
  raises: z.number(),
  lateTips: z.number(),
  declines: z.number(),
  refunds: z.number(),
  crashes: z.number(),
  lateMs: z.number(),
  failures: z.array(z.looseObject({ seed: z.number() })),
});

/** The long form is `npm run simulate`. */
const SEEDS = 300;

describe("payments by both ways, by link and in parts in storms", () => {
  it("F1, F14 to F26, F41: keep every invariant after every step, seed by seed", () => {
    const args = [program, "--seeds", String(SEEDS), "--json"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    const summary = Summary.parse(JSON.parse(stdout === "" ? `"${stderr}"` : stdout));
    expect(summary.failures).toEqual([]);
    expect(summary.seeds).toBe(SEEDS);
    const { captured, direct, declines, refunds, crashes } = summary;
    expect(Math.min(captured, direct, declines, refunds, crashes)).toBeGreaterThan(20);
    const { splits, takenBack, links, voids, raises, lateTips } = summary;
    expect(Math.min(splits, takenBack, links, voids)).toBeGreaterThan(10);
    expect(Math.min(raises, lateTips)).toBeGreaterThan(2);
    // R6: what was taken is recorded within 30 s of the last trouble.
    expect(summary.lateMs).toBeLessThanOrEqual(30_000);
  }, 600_000);

  it("replays a seed line by line", () => {
    const args = [program, "--seed", "11", "--steps", "120"];
    const [once, again] = [1, 2].map(() => spawnSync(process.execPath, args, { encoding: "utf8" }));
    expect(once?.stdout).toContain("charge ok");
    expect(again?.stdout).toBe(once?.stdout);
  });
});
