import type { ImportReport, JobKind, JobView } from "../../contract/transfer-views.ts";

export type Progress = Readonly<{
  done: number;
  total: number;
  /** What it does is promised: it is ended by being finished. */
  mustEnd?: true;
}>;

/** What a job came to by itself; only a whole one leaves anything behind. */
export type JobEnd = Readonly<{
  state: "done" | "refused";
  report: ImportReport | null;
  fileName?: string;
}>;

/**
 * Long work, cut into steps of a few milliseconds: it yields between them, and whoever drives it
 * may do something else meanwhile, or end it by `return()`, upon which it cleans up.
 */
export type Job = Generator<Progress, JobEnd, undefined>;

export type JobTerms = Readonly<{
  kind: JobKind;
  unit: JobView["unit"];
  fileName: string;
  run: () => Job;
}>;
