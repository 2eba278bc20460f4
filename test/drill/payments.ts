import { rmSync } from "node:fs";
import { traceSteps as registerSteps } from "../../register/ports.ts";
import { traceSteps as relaySteps } from "../../server/ports.ts";
import { booksDiffer } from "../support/card-books.ts";
import { startDemo, temporaryFolder, type Demo, type DemoEnd } from "../support/demo.ts";
import { openPageOnDemo } from "../support/page-on-demo.ts";
import { saveResult, withEarlier } from "../support/save-result.ts";
import { flows, type DrillFlow, type Flow } from "./payment-flows.ts";

export const steps = [...registerSteps, ...relaySteps] as const;
export type Step = (typeof steps)[number];

/** `died` is false where the flow does not come by the step. */
export type Cell = Readonly<{ flow: Flow; step: Step; died: boolean; faults: readonly string[] }>;

/** A flow that has not ended by then hangs. */
const PATIENCE_MS = 120_000;

/** One flow with one kill -9 in it, on real processes and files; then both books are compared. */
export async function drillCell(flow: Flow, step: Step): Promise<Cell> {
  const { died, faults } = await runFlow(flow, step);
  return { flow, step, died, faults };
}

type Run = Readonly<{ died: boolean; faults: readonly string[]; log: string }>;

async function runFlow(flow: Flow, killAt: Step | "none"): Promise<Run> {
  const data = temporaryFolder();
  const { before, run, ...shop }: DrillFlow = flows[flow];
  try {
    if (before !== null) await inPeace({ data, ...shop, via: "relay" }, before);
    const demo = await startDemo({ data, ...shop, killAt });
    let faults: readonly string[] = [];
    let end: DemoEnd | null = null;
    const closePage = shop.via === "direct" ? await openPageOnDemo(demo) : () => undefined;
    try {
      const hung = await withPatience(run(demo));
      faults = hung === null ? await booksDiffer(demo) : [hung];
    } finally {
      closePage();
      end = await demo.stop();
    }
    // Also one that died while the others still started.
    const died = end.lines.some((line) => "restarted" in line);
    return { died, faults, log: end.stderr };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** By which steps a flow comes where nothing dies: no other can it be killed at. */
async function stepsOf(flow: Flow): Promise<ReadonlySet<string>> {
  const { faults, log } = await runFlow(flow, "none");
  if (faults.length > 0) throw new Error(`${flow} fails in peace: ${faults.join("; ")}`);
  const told = log.matchAll(/"step":"([a-z-]+)"/g);
  return new Set([...told].map(([, step]) => step ?? ""));
}

async function inPeace(
  shop: Parameters<typeof startDemo>[0],
  work: (demo: Demo) => Promise<void>,
): Promise<void> {
  const demo = await startDemo(shop);
  await work(demo);
  await demo.stop();
}

/** What went wrong, as a sentence; null when all went well. */
async function withPatience(work: Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("it has not come to its end"), PATIENCE_MS);
  });
  const done = work.then(
    () => null,
    (error: unknown) => String(error),
  );
  const result = await Promise.race([done, silence]);
  clearTimeout(timer);
  return result;
}

type Told = Readonly<{ json: boolean; save: boolean; only: string }>;

/**
 * `npm run drill -- payments`: every flow, killed at every step of register and relay. True when both
 * books said the same each time.
 */
export async function drillPayments({ json, save, only }: Told): Promise<boolean> {
  const startedMs = performance.now();
  const cells: Cell[] = [];
  const keep = () => (save ? saveCells(cells, startedMs) : undefined);
  for (const flow of Object.keys(flows) as Flow[]) {
    const wanted = steps.filter((step) => `${flow} ${step}`.includes(only));
    for await (const cell of flowCells(flow, wanted)) {
      cells.push(cell);
      if (!json) console.log(lineOf(cell));
    }
    // What is known is kept, though a later flow may not come to its end.
    if (wanted.length > 0) await keep();
  }
  const died = cells.filter((cell) => cell.died).length;
  const red = cells.filter(({ faults }) => faults.length > 0).length;
  if (json) console.log(JSON.stringify(cells));
  else console.log(`${table(cells)}\n${died} kills in ${cells.length} flows, ${red} red`);
  return red === 0 && died > 0;
}

async function saveCells(cells: readonly Cell[], startedMs: number): Promise<void> {
  const command = "npm run drill -- payments";
  const keyOf = ({ flow, step }: Cell) => `${flow} ${step}`;
  const known = withEarlier("drill-payments", cells, keyOf);
  const result = known.filter(({ flow }) => flow in flows);
  await saveResult("drill-payments", { command, startedMs, result });
}

async function* flowCells(flow: Flow, wanted: readonly Step[]): AsyncGenerator<Cell> {
  if (wanted.length === 0) return;
  const passed = await stepsOf(flow);
  for (const step of wanted) {
    yield passed.has(step) ? await drillCell(flow, step) : { flow, step, died: false, faults: [] };
  }
}

function lineOf(cell: Cell): string {
  return `${markOf(cell)} ${cell.flow}, killed at ${cell.step} ${cell.faults.join("; ")}`;
}

function markOf({ died, faults }: Cell): string {
  if (faults.length > 0) return "RED  ";
  return died ? "green" : "  -  ";
}

/** Steps down, flows across; `-` where the flow does not come by the step. */
export function table(cells: readonly Cell[]): string {
  const names = Object.keys(flows) as Flow[];
  const rows = steps.map((step) => {
    const marks = names.map((flow) => {
      const cell = cells.find((each) => each.flow === flow && each.step === step);
      return (cell === undefined ? "" : markOf(cell)).padEnd(
        names[names.indexOf(flow)]?.length ?? 5,
      );
    });
    return `| ${step.padEnd(20)} | ${marks.join(" | ")} |`;
  });
  const head = `| ${"step".padEnd(20)} | ${names.join(" | ")} |`;
  const rule = head.replaceAll(/[^|]/g, "-").replaceAll("|-", "| ").replaceAll("-|", " |");
  return [head, rule, ...rows].join("\n");
}
