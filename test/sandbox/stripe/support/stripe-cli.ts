import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { StripeSandbox } from "../../../../sandbox/stripe/stripe-sandbox.ts";

const root = resolve(import.meta.dirname, "../../../..");
const binary = join(root, "tools/node_modules/@stripe/cli-linux-x64/bin/stripe");

/** Why the official CLI cannot be run here; null when it can. */
export const cliAbsence = existsSync(binary)
  ? null
  : "the Stripe CLI is not installed: npm ci --prefix tools";

export type Cli = {
  /** Runs a command to its end and gives what it printed, both streams. */
  run: (...words: string[]) => Promise<{ code: number | null; output: string }>;
  /** Starts a command that goes on; resolves when the words have appeared. */
  start: (until: RegExp, ...words: string[]) => Promise<{ output: () => string }>;
  close: () => Promise<void>;
};

/** Stripe's own command line against this sandbox, with a home of its own. */
export function openCli(sandbox: StripeSandbox): Cli {
  const home = mkdtempSync(join(tmpdir(), "tillside-stripe-cli-"));
  const running = new Set<ReturnType<typeof spawn>>();
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_API_KEY: sandbox.key,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    STRIPE_DEVICE_NAME: "test",
  };

  function launch(words: readonly string[]) {
    const child = spawn(binary, [...words, "--api-base", sandbox.url, "--color", "off"], { env });
    let output = "";
    running.add(child);
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.on("close", () => running.delete(child));
    return { child, output: () => output };
  }

  return {
    run: (...words) => {
      const { child, output } = launch(words);
      return new Promise((done) => child.on("close", (code) => done({ code, output: output() })));
    },
    start: (until, ...words) => {
      const { child, output } = launch(words);
      return new Promise((done, failed) => {
        const look = () => until.test(output()) && done({ output });
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        child.on("close", () => failed(new Error(`ended before its words: ${output()}`)));
      });
    },
    close: async () => {
      const ends = [...running].map((child) => new Promise((done) => child.on("close", done)));
      running.forEach((child) => child.kill());
      await Promise.all(ends);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
