import type { ImportProblem } from "../../contract/transfer-views.ts";

/** A report is read by a person: more lines than these help nobody. */
const MAX_LISTED = 100;
/** A file with so many bad lines is another kind of file; reading on only costs time. */
const MAX_COUNTED = 10_000;

export type ImportProblems = ReturnType<typeof collectProblems>;

export function collectProblems() {
  const listed: ImportProblem[] = [];
  let count = 0;
  return {
    add(problem: ImportProblem): void {
      count += 1;
      if (listed.length < MAX_LISTED) listed.push(problem);
    },
    isEmpty: () => count === 0,
    isHopeless: () => count >= MAX_COUNTED,
    listed: () => listed.toSorted((a, b) => a.line - b.line),
    count: () => count,
  };
}
