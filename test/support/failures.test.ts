import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./demo.ts";
import { playwrightFailures, vitestFailures } from "./failures.ts";

function report(content: object): string {
  const path = join(temporaryFolder(), "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("the failed tests of a run", () => {
  it("are named from the report of the unit tests, a file that does not load among them", () => {
    const passed = { status: "passed", fullName: "adds", failureMessages: [] };
    const failed = {
      status: "failed",
      fullName: "takes",
      failureMessages: ["no: 1 is not 2\n at"],
    };
    const path = report({
      testResults: [
        { name: join(process.cwd(), "test/a.test.ts"), assertionResults: [passed, failed] },
        { name: "test/b.test.ts", message: "Unexpected token", assertionResults: [] },
      ],
    });
    expect(vitestFailures(path)).toEqual([
      "FAILED test/a.test.ts: takes\n  no: 1 is not 2\n   at",
      "FAILED test/b.test.ts: \n  Unexpected token",
    ]);
  });

  it("are named from the report of the browser tests, however deep, with the host", () => {
    const good = { title: "opens", file: "a.spec.ts", ok: true, tests: [] };
    const results = [{}, { error: { message: "\u001b[31mtimed out\u001b[39m" } }];
    const tests = [{ projectName: "stand-in", results }];
    const bad = { title: "pays", file: "a.spec.ts", ok: false, tests };
    const path = report({ suites: [{ specs: [good], suites: [{ specs: [bad] }] }] });
    expect(playwrightFailures(path)).toEqual(["FAILED [stand-in] a.spec.ts: pays\n  timed out"]);
  });

  it("are none where no report was written", () => {
    const missing = join(temporaryFolder(), "missing.json");
    expect([...vitestFailures(missing), ...playwrightFailures(missing)]).toEqual([]);
  });
});
