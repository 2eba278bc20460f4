import { createBackOff } from "../back-off.ts";
import type { StaleRow } from "../storage/rows.ts";
import { createWork } from "../work.ts";
import { readObject, type ReadingDeps } from "./read-object.ts";

/** How many objects are read at once; Stripe allows 25 requests a second in a sandbox. */
const MAX_IN_FLIGHT = 8;
const PAGE = 500;
const WAITS = { firstMs: 500, longestMs: 15_000 };

export type Readings = ReturnType<typeof createReadings>;

/**
 * The one road to a fact: takes what is marked stale, reads it at Stripe, records it. Marks are
 * rows, so a crash anywhere on the road begins it again. Marks made while an object is being read
 * make it read once more, and once only.
 */
export function createReadings(deps: ReadingDeps) {
  const { storage, log, after } = deps;
  const backOff = createBackOff(after, WAITS);
  const inFlight = new Set<string>();
  const work = createWork();
  let isStopped = false;
  let isLooking = false;
  let isMore = false;

  /** Called after any commit that marked something. */
  function wake(): void {
    isMore = true;
    if (isLooking || isStopped) return;
    isLooking = true;
    work.track(look());
  }

  const hasRoom = () => !isStopped && inFlight.size < MAX_IN_FLIGHT;

  async function look(): Promise<void> {
    try {
      while (isMore && hasRoom()) {
        isMore = false;
        (await storage.transaction((tx) => tx.stale.select(PAGE))).forEach(begin);
      }
    } catch (error) {
      log.error("stale marks cannot be read", { error: String(error) });
      after(WAITS.longestMs, wake);
    } finally {
      isLooking = false;
    }
  }

  function begin(row: StaleRow): void {
    const key = keyOf(row);
    if (!hasRoom() || inFlight.has(key) || !backOff.isDue(key)) return;
    inFlight.add(key);
    work.track(read(row, key));
  }

  async function read(row: StaleRow, key: string): Promise<void> {
    try {
      if (await readObject(deps, row)) backOff.clear(key);
      else backOff.fail(key, wake);
    } catch (error) {
      // Storage trouble: the mark stands, so nothing is lost by trying later.
      log.error("a reading was not recorded", { objectId: row.objectId, error: String(error) });
      backOff.fail(key, wake);
    } finally {
      inFlight.delete(key);
    }
    wake();
  }

  async function stop(): Promise<void> {
    isStopped = true;
    await work.idle();
  }
  return { wake, stop };
}

const keyOf = ({ connection, kind, objectId }: StaleRow) => `${connection}/${kind}/${objectId}`;
