import { fork } from "node:child_process";
import { once } from "node:events";
import type { SeedResult } from "./run-seed.ts";

type Result = Omit<SeedResult, "lines">;

export type Summary = Readonly<{
  seeds: number;
  audits: number;
  payments: number;
  captured: number;
  direct: number;
  splits: number;
  takenBack: number;
  links: number;
  voids: number;
  raises: number;
  lateTips: number;
  declines: number;
  refunds: number;
  crashes: number;
  lateMs: number;
  failures: readonly Result[];
}>;

type Job = Readonly<{
  program: string;
  first: number;
  count: number;
  steps: number;
  workers: number;
  /** So many broken seeds say enough. */
  maxFailures: number;
  /** No seed is handed out from then on. */
  isOver: () => boolean;
}>;

/** Hands the seeds out to processes, one at a time each, and adds up what they answer. */
export async function runAll(job: Job): Promise<Summary> {
  const results: Result[] = [];
  const failures: Result[] = [];
  let next = job.first;
  const seedAfter = () => {
    const isEnough = next >= job.first + job.count || failures.length >= job.maxFailures;
    return isEnough || job.isOver() ? null : next++;
  };
  await Promise.all(
    Array.from({ length: Math.min(job.workers, job.count) }, () =>
      work(job, seedAfter, (result) => {
        results.push(result);
        if (result.violations.length > 0) failures.push(result);
      }),
    ),
  );
  const sum = (of: (result: Result) => number) => results.reduce((all, each) => all + of(each), 0);
  return {
    seeds: results.length,
    audits: sum(({ audits }) => audits),
    payments: sum(({ payments }) => payments),
    captured: sum(({ captured }) => captured),
    direct: sum(({ direct }) => direct),
    splits: sum(({ splits }) => splits),
    takenBack: sum(({ takenBack }) => takenBack),
    links: sum(({ links }) => links),
    voids: sum(({ voids }) => voids),
    raises: sum(({ raises }) => raises),
    lateTips: sum(({ lateTips }) => lateTips),
    declines: sum(({ declines }) => declines),
    refunds: sum(({ refunds }) => refunds),
    crashes: sum(({ crashes }) => crashes),
    lateMs: Math.max(0, ...results.map(({ lateMs }) => lateMs)),
    failures,
  };
}

async function work(
  { program, steps }: Job,
  seedAfter: () => number | null,
  take: (result: Result) => void,
): Promise<void> {
  const child = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit").then(([code]) => {
    if (code !== 0) throw new Error(`a worker ended with ${String(code)}`);
  });
  child.on("message", (message) => {
    if (message !== "ready") take(message as Result);
    const seed = seedAfter();
    if (seed === null) child.disconnect();
    else child.send({ seed, steps });
  });
  await ended;
}
