/** Who waits: what a process planned before its crash never happens. */
export type Owner = { readonly name: string; isDead: boolean };

type Job = {
  readonly atMs: number;
  readonly order: number;
  readonly owner: Owner | null;
  readonly act: () => void;
};

export type VirtualClock = ReturnType<typeof createVirtualClock>;

/** Time that moves only from one planned thing to the next; what is due together keeps its order. */
export function createVirtualClock(startMs: number) {
  /** The next one stands last. */
  const jobs: Job[] = [];
  let nowMs = startMs;
  let order = 0;
  let running: Owner | null = null;

  function after(delayMs: number, act: () => void, owner: Owner | null = running): () => void {
    const job = { atMs: nowMs + Math.max(0, Math.round(delayMs)), order: (order += 1), owner, act };
    let at = jobs.length;
    while (at > 0 && isLater(job, jobs[at - 1])) at -= 1;
    jobs.splice(at, 0, job);
    return () => {
      const index = jobs.indexOf(job);
      if (index >= 0) jobs.splice(index, 1);
    };
  }

  /** Code that plans without naming itself plans for this owner. */
  function runAs<Value>(owner: Owner | null, act: () => Value): Value {
    const before = running;
    running = owner;
    try {
      return act();
    } finally {
      running = before;
    }
  }

  /** Does the next thing of a living owner; false when nothing is planned up to then. */
  function runNext(untilMs = Number.POSITIVE_INFINITY): boolean {
    for (let job = jobs.at(-1); job && job.atMs <= untilMs; job = jobs.at(-1)) {
      jobs.pop();
      if (job.owner?.isDead === true) continue;
      nowMs = Math.max(nowMs, job.atMs);
      runAs(job.owner, job.act);
      return true;
    }
    return false;
  }

  return {
    now: () => nowMs,
    after,
    runAs,
    runNext,
    moveTo: (atMs: number) => void (nowMs = Math.max(nowMs, atMs)),
  };
}

function isLater(job: Job, than: Job | undefined): boolean {
  if (than === undefined) return false;
  return job.atMs > than.atMs || (job.atMs === than.atMs && job.order > than.order);
}
