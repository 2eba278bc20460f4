import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";

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

/** One figure of a benchmark as docs/quality.md shows it; null where there is no such thing. */
export type BenchLine = Readonly<{
  metric: string;
  ours: number | null;
  floor: number | null;
  ratio: number | null;
  /** In words: "at most 50", "at least 0.8". */
  goal: string;
  /** How many programs wanted the machine's cores just then. */
  load: number;
}>;

/** Benchmarks, each a list of figures of one form. */
export type BenchName = "bench-till";
export type ResultName =
  | ("model" | "simulate" | "mutants" | "drill-payments" | "drill-ledger" | "drill-hosts")
  | "bench-ledger"
  | BenchName;

export async function saveResult(
  name: ResultName,
  run: Readonly<{ command: string; startedMs: number; result: unknown }>,
): Promise<void> {
  const { command, startedMs, result } = run;
  const saved: SavedResult = {
    date: new Date().toISOString().slice(0, 10),
    command,
    cores: availableParallelism(),
    seconds: Math.round((performance.now() - startedMs) / 1_000),
    result,
  };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  const style = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(saved), { ...style, parser: "json" }));
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

/** What a partial run found, with what earlier runs of the rest had found. */
export function withEarlier<Item>(
  name: ResultName,
  found: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const earlier = (readResult(name)?.result ?? []) as readonly Item[];
  const isNew = new Set(found.map(keyOf));
  return [...earlier.filter((item) => !isNew.has(keyOf(item))), ...found];
}
