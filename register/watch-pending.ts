import type { Ticks } from "./ports.ts";

/** A relay that has not answered by now will not: the clerk does something else. */
const ANSWER_WITHIN_MS = 10_000;

type Deps<Row> = Readonly<{
  ticks: Ticks;
  /** What waits for the relay to hold it, on the disk. */
  rows: () => readonly Row[];
  idOf: (row: Row) => string;
  /** Ends it by an entry, so that the relay lets go of what it may hold. */
  letGo: (row: Row, reason: string) => void;
}>;

/** Nothing that waits for the relay waits for ever, nor through a lost line or a crash. */
export function watchPending<Row>({ ticks, rows, idOf, letGo }: Deps<Row>) {
  const askedAt = new Map<string, number>();
  const letAllGo = (reason: string) => rows().forEach((row) => letGo(row, reason));
  return {
    asked: (id: string): void => void askedAt.set(id, ticks()),
    /** Rows that a crash left. */
    recover: () => letAllGo("restarted"),
    offline: () => letAllGo("line-lost"),
    /** Once a second. */
    tick: (): void => {
      for (const row of rows()) {
        const sinceMs = ticks() - (askedAt.get(idOf(row)) ?? 0);
        if (sinceMs >= ANSWER_WITHIN_MS) letGo(row, "no-answer");
      }
    },
  };
}
