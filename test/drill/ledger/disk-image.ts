import type { DiskEvent } from "./disk-trace.ts";

type Change = Extract<DiskEvent, { kind: "write" | "truncate" }>;

/** A disk that keeps for certain only what was synced. */
export function createDisk() {
  const durable = new Map<string, Buffer>();
  const pending: Change[] = [];

  return {
    take(event: DiskEvent): void {
      if (event.kind === "write" || event.kind === "truncate") pending.push(event);
      else if (event.kind === "sync") settle(event.file);
    },
    /** What is not on the disk for certain. */
    pending: (): readonly Change[] => pending,
    /** The files as they may be found: what is durable, and these of the changes after it. */
    image(kept: readonly Change[]): ReadonlyMap<string, Buffer> {
      const files = new Map(durable);
      kept.forEach((change) => files.set(change.file, changed(files.get(change.file), change)));
      return files;
    },
  };

  function settle(file: string): void {
    for (const change of pending.filter((each) => each.file === file)) {
      durable.set(file, changed(durable.get(file), change));
      pending.splice(pending.indexOf(change), 1);
    }
  }
}

/** A new buffer each time, so that images do not share what they write. */
function changed(before: Buffer = Buffer.alloc(0), change: Change): Buffer {
  if (change.kind === "truncate") {
    return Buffer.concat([before.subarray(0, change.size)], change.size);
  }
  const { offset, bytes } = change;
  const after = Buffer.alloc(Math.max(before.length, offset + bytes.length));
  before.copy(after);
  bytes.copy(after, offset);
  return after;
}

/** The change as a disk may leave it when the power goes in its middle: cut at a sector. */
export function torn(change: Change, sectors: number): Change {
  if (change.kind === "truncate") return change;
  return { ...change, bytes: change.bytes.subarray(0, sectors * 512) };
}
