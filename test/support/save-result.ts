import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../docs/quality");

/** The last outcome of a long run, as it is committed; `docs/quality.md` is made of these. */
export type SavedResult = Readonly<{
  /** The day of the run, UTC. */
  date: string;
  command: string;
  cores: number;
  seconds: number;
  result: unknown;
}>;

export type ResultName = "model" | "simulate" | "mutants" | "drill-payments";

export function saveResult(
  name: ResultName,
  run: Readonly<{ command: string; startedMs: number; result: unknown }>,
): void {
  const { command, startedMs, result } = run;
  const saved: SavedResult = {
    date: new Date().toISOString().slice(0, 10),
    command,
    cores: availableParallelism(),
    seconds: Math.round((performance.now() - startedMs) / 1_000),
    result,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(saved, null, 2)}\n`);
}

export function readResult(name: ResultName): SavedResult | null {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as SavedResult;
  } catch (error) {
    // A run that was never saved has no line on the page.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
