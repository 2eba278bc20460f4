import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })),
    }),
  ),
});
const Suite = z.object({
  specs: z.array(Spec).optional(),
  get suites() {
    return z.array(Suite).optional();
  },
});
type Suite = z.infer<typeof Suite>;
const PlaywrightReport = z.object({ suites: z.array(Suite) });

/** Each failed test in a runner's report: its file, its name, and the first lines of why. */
export function vitestFailures(path: string): string[] {
  if (!existsSync(path)) return [];
  const { testResults } = VitestReport.parse(JSON.parse(readFileSync(path, "utf8")));
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const file = relative(process.cwd(), name);
    // A file that does not load has a message and no test.
    if (assertionResults.length === 0 && message) return [lineOf(file, "", message)];
    return failed.map((test) =>
      lineOf(file, test.fullName, test.failureMessages?.join("\n") ?? "no message"),
    );
  });
}

export function playwrightFailures(path: string): string[] {
  if (!existsSync(path)) return [];
  const { suites } = PlaywrightReport.parse(JSON.parse(readFileSync(path, "utf8")));
  return suites.flatMap(failedSpecs);
}

function failedSpecs({ specs = [], suites = [] }: Suite): string[] {
  const here = specs
    .filter(({ ok }) => !ok)
    .flatMap(({ title, file, tests }) =>
      tests.map(({ projectName, results }) => {
        const why = results.find(({ error }) => error)?.error?.message ?? "no message";
        return lineOf(`[${projectName}] ${file}`, title, why);
      }),
    );
  return [...here, ...suites.flatMap(failedSpecs)];
}

const SHOWN_LINES = 12;

function lineOf(file: string, name: string, message: string): string {
  const lines = stripVTControlCharacters(message).split("\n").slice(0, SHOWN_LINES);
  return [`FAILED ${file}: ${name}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
