import { rmSync } from "node:fs";
import { traceSteps as registerSteps } from "../../register/ports.ts";
import { traceSteps as relaySteps } from "../../server/ports.ts";
import { booksDiffer } from "../support/card-books.ts";
import { startDemo, temporaryFolder, type Demo } from "../support/demo.ts";
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
  const data = temporaryFolder();
  const { before, run, ...shop }: DrillFlow = flows[flow];
  try {
    if (before !== null) await inPeace({ data, ...shop, via: "relay" }, before);
    const demo = await startDemo({ data, ...shop, killAt: step });
    const started = demo.pids();
    const closePage = shop.via === "direct" ? await openPageOnDemo(demo) : () => undefined;
    try {
      const hung = await withPatience(run(demo));
      const faults = hung === null ? await booksDiffer(demo) : [hung];
      const died = ["register", "relay"].some((name) => demo.pids()[name] !== started[name]);
      return { flow, step, died, faults };
    } finally {
      closePage();
      await demo.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
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
  const wanted = steps.flatMap((step) =>
    (Object.keys(flows) as Flow[])
      .filter((flow) => `${flow} ${step}`.includes(only))
      .map((flow) => ({ flow, step })),
  );
  for (const { flow, step } of wanted) {
    const cell = await drillCell(flow, step);
    cells.push(cell);
    if (!json) console.log(`${markOf(cell)} ${flow}, killed at ${step} ${cell.faults.join("; ")}`);
  }
  const command = "npm run drill -- payments";
  const keyOf = ({ flow, step }: Cell) => `${flow} ${step}`;
  const result = only === "" ? cells : withEarlier("drill-payments", cells, keyOf);
  if (save) await saveResult("drill-payments", { command, startedMs, result });
  const died = cells.filter((cell) => cell.died).length;
  const red = cells.filter(({ faults }) => faults.length > 0).length;
  if (json) console.log(JSON.stringify(cells));
  else console.log(`${table(cells)}\n${died} kills in ${cells.length} flows, ${red} red`);
  return red === 0 && died > 0;
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
