import { spawn } from "node:child_process";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { saveResult, withEarlier, type ResultName } from "../../test/support/save-result.ts";

/** A benchmark's line as it is kept: when it was measured, and how busy the machine was then. */
export type KeptMetric = Readonly<{
  metric: string;
  date: string;
  /** Programs that wanted a core, as the mean of the last minute. */
  load: number;
}>;

type Run = Readonly<{ program: string; args: readonly string[]; name: ResultName }>;

/**
 * Runs a benchmark once more as a child, hands its lines on, and keeps them for docs/quality.md
 * beside those of earlier runs that this one did not measure.
 */
export async function runAndSave({ program, args, name }: Run): Promise<void> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kept: KeptMetric[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    kept.push({ ...(JSON.parse(line) as { metric: string }), ...moment() });
  }
  if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
  process.exitCode = child.exitCode ?? 1;
  const command = ["npm run bench:ledger", ...(args.length > 0 ? ["--", ...args] : [])].join(" ");
  const result = withEarlier(name, kept, ({ metric }) => metric);
  await saveResult(name, { command, startedMs, result });
}

function moment(): Pick<KeptMetric, "date" | "load"> {
  const load = Math.round((loadavg()[0] ?? Number.NaN) * 10) / 10;
  return { date: new Date().toISOString().slice(0, 10), load };
}
