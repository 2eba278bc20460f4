import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { cards } from "../support/stripe-control.ts";

const program = resolve(import.meta.dirname, "../../sandbox/demo-sale/main.ts");

async function run(...args: string[]) {
  const sale = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(sale, "close");
  const [stdout, stderr] = await Promise.all([sale.stdout.toArray(), sale.stderr.toArray()]);
  const [exitCode] = (await ended) as [number | null];
  const text = (chunks: unknown[]) => Buffer.concat(chunks as Buffer[]).toString("utf8");
  return { exitCode, stdout: text(stdout), stderr: text(stderr) };
}

/** The one object that `--json` prints. */
async function sell(...args: string[]): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await run("--json", ...args);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const typesOf = ({ entries }: Record<string, unknown>) =>
  (entries as { type: string }[]).map(({ type }) => type);

describe("npm run demo:sale", () => {
  it("sells by card through the relay, and tells all of it as one object", async () => {
    const sold = await sell("--amount", "12.50", "--card", cards.good, "--via", "relay");
    expect(sold).toEqual({
      saleId: expect.stringMatching(/^sale_/) as string,
      paymentIntentId: expect.stringMatching(/^pi_/) as string,
      phase: "captured",
      tries: [{ outcome: "approved", declineCode: null }],
      entries: expect.any(Array) as unknown[],
      cardMinor: 1_250,
      chainOk: true,
      elapsedMs: expect.any(Number) as number,
    });
    expect(typesOf(sold)).toEqual([
      "ledger-opened",
      "session-opened",
      "payment-started",
      "payment-authorised",
      "sale-completed",
      "payment-captured",
    ]);
  });

  it("declines twice and sells by the third card, on one intent", async () => {
    const sold = await sell("--decline-twice");
    expect(sold).toMatchObject({ phase: "captured", cardMinor: 1_250, chainOk: true });
    const declined = { outcome: "declined", declineCode: "generic_decline" };
    expect(sold["tries"]).toEqual([declined, declined, { outcome: "approved", declineCode: null }]);
  });

  it("ends with 0 on a declined card: the attempt is in the ledger, and no money", async () => {
    const declined = await sell("--card", cards.stolen, "--amount", "3.00");
    expect(declined).toMatchObject({
      phase: "declined",
      tries: [{ outcome: "declined", declineCode: "stolen_card" }],
      cardMinor: 0,
      chainOk: true,
    });
    expect(typesOf(declined)).toEqual([
      "ledger-opened",
      "session-opened",
      "payment-started",
      "payment-declined",
    ]);
  });

  it("prints a transcript for people", async () => {
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ s {2}captured: pi_\w+\n$/);
  });

  it("refuses an amount, a card and a way that are none", async () => {
    for (const args of [
      ["--amount", "0"],
      ["--amount", "12,5x"],
      ["--via", "post"],
    ]) {
      const { exitCode, stdout, stderr } = await run("--json", ...args);
      expect([args, exitCode, stdout]).toEqual([args, 1, ""]);
      expect(stderr).toContain("error: option");
    }
  });
});
