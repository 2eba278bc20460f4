import type { Browser, Page } from "playwright";

/** Tasks of the page that computed for longer than 50 ms, and the longest of all. */
export type BusyTasks = Readonly<{ count: number; longestMs: number }>;

const LONG_MS = 50;

type TraceEvent = Readonly<{
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds that the thread computed, whatever else the machine did meanwhile. */
  tdur?: number;
  args?: Readonly<{ name?: string }>;
}>;

/**
 * What the page's own thread computed for, by the browser's trace: a machine that is busy with other
 * programs makes a task last longer, and tells nothing of the till.
 */
export async function traceBusyTasks<Answer>(
  { browser, page }: Readonly<{ browser: Browser; page: Page }>,
  act: () => Promise<Answer>,
): Promise<Readonly<{ answer: Answer; busy: BusyTasks }>> {
  await browser.startTracing(page, { categories: ["toplevel"] });
  const answer = await act();
  const trace = JSON.parse((await browser.stopTracing()).toString("utf8")) as {
    traceEvents: readonly TraceEvent[];
  };
  const durations = pageTasks(trace.traceEvents).map(({ tdur = 0 }) => tdur / 1_000);
  const longestMs = Math.round(Math.max(0, ...durations));
  return { answer, busy: { count: durations.filter((ms) => ms > LONG_MS).length, longestMs } };
}

function pageTasks(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const isMain = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return events.filter(
    ({ name, ph, pid, tid }) =>
      ph === "X" && name.endsWith("RunTask") && isMain.has(`${pid}/${tid}`),
  );
}
