import { assert } from "../../contract/assert.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { JobView } from "../../contract/transfer-views.ts";
import { storageTrouble } from "../../ledger/storage/open-database.ts";
import type { Clock, Logger, NewId } from "../ports.ts";
import type { Job, JobEnd, JobTerms } from "./job.ts";

/** How long the register works on a job before it answers whoever waits. */
const SLICE_MS = 8;
/** Screens hear of progress so often. */
const TELL_EVERY_MS = 200;

type Deps = Readonly<{
  now: Clock;
  newId: NewId;
  log: Logger;
  changed: (view: JobView) => void;
  /** Runs a slice when the register is idle: `setImmediate`, except in tests. */
  later?: (slice: () => void) => void;
}>;

type Running = { view: JobView; readonly job: Job; toldAtMs: number; mustEnd: boolean };

export type Jobs = ReturnType<typeof createJobs>;

/**
 * Runs one long job at a time beside the selling: a slice, then whatever came in, then the next.
 * A disk that fails ends the job with its code; a bug ends it too, and the host hears of it.
 */
export function createJobs(deps: Deps) {
  const { now, newId, later = whenIdle } = deps;
  let running: Running | undefined;
  let last: JobView | null = null;

  function start({ run, ...terms }: JobTerms): Result<JobView, "job-running"> {
    if (running !== undefined) return refuse("job-running", running.view.fileName);
    const view = startedView(terms, newId("job"), now());
    running = { view, job: run(), toldAtMs: performance.now(), mustEnd: false };
    last = view;
    later(slice);
    return ok(view);
  }

  function slice(): void {
    if (running === undefined) return;
    const end = guardedSlice(running, deps.log, SLICE_MS);
    if (end === undefined) {
      tellProgress(running);
      later(slice);
    } else close(end);
  }

  function tellProgress(current: Running): void {
    last = current.view;
    if (performance.now() - current.toldAtMs < TELL_EVERY_MS) return;
    current.toldAtMs = performance.now();
    deps.changed(current.view);
  }

  function close(end: Partial<JobView>): JobView {
    assert(running !== undefined, "a job that ends was running");
    const { view } = running;
    running = undefined;
    const done = end.state === "done" ? view.total : view.done;
    last = { ...view, done, ...end };
    deps.changed(last);
    return last;
  }

  /** A job that has promised what it does is finished instead, at once, and says so. */
  function cancel(jobId: string): Result<JobView, "job-not-running"> {
    if (running?.view.jobId !== jobId) return refuse("job-not-running", jobId);
    if (running.mustEnd) return ok(close(finished(running, deps.log)));
    running.job.return(cancelled);
    return ok(close({ state: "cancelled" }));
  }

  return {
    start,
    cancel,
    /** The job that runs, or the last one. */
    view: (): JobView | null => last,
    /** The register closes: a job that runs is cancelled. */
    stop(): void {
      if (running !== undefined) cancel(running.view.jobId);
    },
  };
}

function startedView(terms: Omit<JobTerms, "run">, jobId: string, startedAtMs: number): JobView {
  const nothingYet = { done: 0, total: 0, report: null, detail: null };
  return { ...terms, ...nothingYet, jobId, state: "running", startedAtMs };
}

const whenIdle = (slice: () => void): void => void setImmediate(slice);

const cancelled: JobEnd = { state: "done", report: null };

/** What was promised is done, however long it takes. */
function finished(running: Running, log: Logger): Partial<JobView> {
  const end = guardedSlice(running, log, Number.POSITIVE_INFINITY);
  assert(end !== undefined, "without a limit a job comes to its end");
  return end;
}

/** The end, where this slice came to it. */
function guardedSlice(running: Running, log: Logger, forMs: number): Partial<JobView> | undefined {
  try {
    const until = performance.now() + forMs;
    do {
      const step = running.job.next();
      if (step.done) return step.value;
      const { mustEnd = false, ...progress } = step.value;
      running.mustEnd = mustEnd;
      running.view = { ...running.view, ...progress };
    } while (performance.now() < until);
    return undefined;
  } catch (error) {
    const code = storageTrouble(error);
    log.error("a job failed", { kind: running.view.kind, error: String(error) });
    return { state: "failed", detail: code ?? "bug" };
  }
}
