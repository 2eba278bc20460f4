import { traceSteps as registerSteps } from "../../register/ports.ts";
import { traceSteps as relaySteps } from "../../server/ports.ts";
import type { HostRun } from "../drill/hosts.ts";
import type { BenchLine, SavedResult } from "../support/save-result.ts";
import { numbers, situations, type NamedTest } from "./named-tests.ts";

type Explored = Readonly<{
  scene: string;
  states: number;
  transitions: number;
  depth: number;
  isWhole: boolean;
  fault: object | null;
}>;
type Simulated = Readonly<{
  seeds: number;
  steps: number;
  audits: number;
  payments: number;
  captured: number;
  direct: number;
  /** Absent in what was kept before the storms knew them. */
  splits?: number;
  takenBack?: number;
  links?: number;
  voids?: number;
  raises?: number;
  lateTips?: number;
  declines: number;
  refunds: number;
  crashes: number;
  lateMs: number;
  failures: readonly object[];
}>;
type Planted = Readonly<{ name: string; file: string; by: string; caught: boolean }>;
type LedgerDrilled = Readonly<Record<"R2" | "R3" | "R4", Readonly<Record<string, unknown>>>>;
type Benched = Readonly<{
  metric: string;
  ours?: number | null;
  floor?: number | null;
  ratio?: number | null;
  goal?: string;
  note?: string;
  /** Why it could not be measured. */
  skipped?: string;
  date: string;
  load: number;
}>;
type Drilled = Readonly<{ flow: string; step: string; died: boolean; faults: readonly string[] }>;

export type Saved = Readonly<{
  model: SavedResult | null;
  simulate: SavedResult | null;
  mutants: SavedResult | null;
  drill: SavedResult | null;
  drillLedger: SavedResult | null;
  benchLedger: SavedResult | null;
  drillHosts: SavedResult | null;
  benchTill: SavedResult | null;
}>;

/** The page, as Markdown. Every figure is of a saved run or counted in the tests themselves. */
export function qualityPage(saved: Saved, tests: readonly NamedTest[]): string {
  const parts = [
    "# Quality",
    "Written by `npm run quality` from the saved outcomes of the long runs; do not edit it by hand. " +
      "Each program stops by itself, prints its counts, and keeps them with `-- --save`. " +
      "The model, the crash drill and the planted bugs can be run in parts: day and seconds are then " +
      "those of the last part, and the other rows stand as an earlier run left them.",
    section("The model", saved.model, (result) => modelTable(result as readonly Explored[])),
    section("The simulation: R1 and R6", saved.simulate, (result) =>
      simulated(result as Simulated),
    ),
    section("The crash drill", saved.drill, (result) => drillTable(result as readonly Drilled[])),
    section("The ledger's drill: R2, R3 and R4", saved.drillLedger, (result) =>
      ledgerTable(result as LedgerDrilled),
    ),
    section("The hosts, again and again", saved.drillHosts, (result) =>
      hostTable(result as readonly HostRun[]),
    ),
    section("Planted bugs: R8", saved.mutants, (result) => planted(result as readonly Planted[])),
    section("The ledger's speed", saved.benchLedger, (result) =>
      benched(result as readonly Benched[]),
    ),
    section("The till's speed", saved.benchTill, (result) =>
      benchTable(result as readonly BenchLine[]),
    ),
    `## Faults and bad inputs by number\n\n${testTable(tests, numbers)}`,
    "## Fifteen situations at a till\n\nWhat went wrong at the tills of others, end to end: register, " +
      "relay, the reader's page and Stripe over real sockets, by both ways to the reader where the " +
      `situation exists in both.\n\n${testTable(tests, situations)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(
  title: string,
  saved: SavedResult | null,
  body: (result: unknown) => string,
): string {
  if (saved === null) return `## ${title}\n\nNot run yet.`;
  const { date, command, cores, seconds, result } = saved;
  const when = `\`${command}\`, ${date}, ${cores} cores, ${seconds} s.`;
  return `## ${title}\n\n${when}\n\n${body(result)}`;
}

function ledgerTable({ R2, R3, R4 }: LedgerDrilled): string {
  const rows = Object.entries({ R2, R3, R4 }).flatMap(([drill, counts]) =>
    countsIn(counts).map(([what, count]) => [drill, what, String(count)]),
  );
  return markdownTable(["drill", "what", "how many"], rows);
}

/** Run by run, for a repeat that failed is not made good by those of another day. */
function hostTable(runs: readonly HostRun[]): string {
  const rows = runs.map(({ date, host, repeats, passed, failed }) => [
    ...[date, host, repeats, passed, failed],
  ]);
  return markdownTable(["day", "host", "repeats", "tests passed", "tests failed"], rows);
}

/** Milliseconds where the metric has no other measure; `load` is of the machine, of all its programs. */
function benchTable(lines: readonly BenchLine[]): string {
  const rows = lines.map(({ metric, ours, floor, ratio, goal, load }) => [
    `\`${metric}\``,
    ...[ours, floor, ratio].map((figure) => figure ?? ""),
    goal,
    load,
  ]);
  return markdownTable(["metric", "ours", "floor", "ratio", "goal", "load"], rows);
}

function modelTable(explored: readonly Explored[]): string {
  const rows = explored.map(({ scene, states, transitions, depth, isWhole, fault }) => [
    scene,
    states,
    isWhole ? "all there are" : "as many as asked for",
    transitions,
    depth,
    fault === null ? 0 : 1,
  ]);
  const sum = explored.reduce((total, { states }) => total + states, 0);
  const head = ["scene", "states", "which", "moves", "deepest", "broken invariants"];
  return `${markdownTable(head, rows)}\n\n${sum} distinct states in all.`;
}

function simulated(summary: Simulated): string {
  const { seeds, steps, audits, payments, captured, direct, declines, refunds, crashes } = summary;
  const { splits = 0, takenBack = 0, links = 0, voids = 0, raises = 0, lateTips = 0 } = summary;
  const rows = [
    ["R1: seeds that broke an invariant", summary.failures.length],
    ["R6: taken and not recorded, after the trouble", `${summary.lateMs / 1_000} s at most`],
    ["seeds", seeds],
    ["steps in each storm", steps],
    ["times that all invariants were looked at", audits],
    ["payments", payments],
    ["captured", captured],
    ["of these by the direct way", direct],
    ["of these on a page by link", links],
    ["sales paid in several parts", splits],
    ["parts given back", takenBack],
    ["holds voided", voids],
    ["holds that grew", raises],
    ["tips on slips taken", lateTips],
    ["declines", declines],
    ["refunds", refunds],
    ["crashes of register or relay", crashes],
  ];
  return markdownTable(["what", "count"], rows);
}

/** Counts within counts by the words on the way to them. */
function countsIn(counts: object): readonly (readonly [what: string, count: unknown])[] {
  return Object.entries(counts).flatMap(([what, count]: [string, unknown]) =>
    typeof count === "object" && count !== null
      ? countsIn(count).map(([inner, each]) => [`${what}: ${inner}`, each] as const)
      : [[what, count] as const],
  );
}

function drillTable(cells: readonly Drilled[]): string {
  const flows = [...new Set(cells.map(({ flow }) => flow))];
  const known: readonly string[] = [...registerSteps, ...relaySteps];
  const steps = known.filter((step) => cells.some((cell) => cell.step === step));
  const rows = steps.map((step) => [
    `\`${step}\``,
    ...flows.map((flow) => {
      const cell = cells.find((each) => each.flow === flow && each.step === step);
      if (cell === undefined) return "";
      if (cell.faults.length > 0) return "**red**";
      return cell.died ? "green" : "–";
    }),
  ]);
  const kills = cells.filter(({ died }) => died).length;
  const red = cells.filter(({ faults }) => faults.length > 0).length;
  const table = markdownTable(["killed at", ...flows], rows);
  return `${table}\n\n${kills} kills, ${red} red. A dash: the flow does not come by the step.`;
}

function planted(bugs: readonly Planted[]): string {
  const caught = bugs.filter((bug) => bug.caught).length;
  const rows = bugs.map((bug) => [
    bug.name,
    `\`${bug.file}\``,
    bug.by,
    bug.caught ? "yes" : "**no**",
  ]);
  const table = markdownTable(["bug", "planted in", "hunted by", "caught"], rows);
  return `${caught} of ${bugs.length} caught.\n\n${table}`;
}

function benched(lines: readonly Benched[]): string {
  const cell = (figure: number | null | undefined) => figure ?? "";
  const rows = lines.map(({ metric, ours, floor, ratio, goal, note, skipped, date, load }) => [
    ...[metric, cell(ours), cell(floor), cell(ratio), goal ?? ""],
    ...[skipped === undefined ? (note ?? "") : `not measured: ${skipped}`, date, load],
  ]);
  const head = ["metric", "ours", "floor", "ratio", "goal", "what", "measured", "load"];
  return (
    "Ratios are medians of rounds in one run, the floor measured between. The load is how many " +
    "programs wanted a core meanwhile: whole milliseconds of a busy machine say little, ratios more." +
    `\n\n${markdownTable(head, rows)}`
  );
}

function testTable(tests: readonly NamedTest[], of: readonly string[]): string {
  const rows = of.map((number) => {
    const own = tests.filter((test) => test.number === number);
    const files = [...new Set(own.map(({ file }) => `\`${file}\``))];
    return [number, own.length, files.join(", ")];
  });
  return markdownTable(["number", "tests", "in"], rows);
}

type TableCell = string | number;

function markdownTable(head: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  const line = (cells: readonly TableCell[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
