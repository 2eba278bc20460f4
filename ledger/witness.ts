import { closeSync, fsyncSync, openSync, readFileSync, writeSync, existsSync } from "node:fs";
import { hash } from "node:crypto";
import { TroubleError } from "../contract/trouble.ts";
import type { Head } from "./ledger.ts";

const SLOT_BYTES = 160;

export type Witness = ReturnType<typeof openWitness>;

/**
 * The head of the chain, kept outside the database: a chain alone does not notice a lost tail.
 * Two slots written in turn, each with its own checksum, so that a torn write costs the newest
 * head only. A head is on the disk (fsync) when `record` returns.
 */
export function openWitness(path: string) {
  const file = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
  return {
    last: () => readWitness(path),
    record(head: Head): void {
      const body = `${head.seq} ${head.hash}`;
      const slot = `${body} ${checksum(body)}`.padEnd(SLOT_BYTES - 1) + "\n";
      writeSync(file, slot, (head.seq % 2) * SLOT_BYTES, "latin1");
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/**
 * The newest head that was witnessed; undefined for an empty file. Throws TroubleError
 * `witness-unreadable` when there is something and none of it is a head.
 */
export function readWitness(path: string): Head | undefined {
  const text = readFileSync(path, "latin1");
  const slots = [text.slice(0, SLOT_BYTES), text.slice(SLOT_BYTES, 2 * SLOT_BYTES)];
  const heads = slots.map(readSlot).filter((head) => head !== undefined);
  if (heads.length === 0 && text.length > 0) {
    throw new TroubleError("witness-unreadable", `${path} holds no head that can be read`);
  }
  return heads.sort((a, b) => b.seq - a.seq)[0];
}

function readSlot(slot: string): Head | undefined {
  const match = /^(\d+) ([0-9a-f]{64}) ([0-9a-f]{16}) *\n$/.exec(slot);
  const [, seq = "", headHash = "", sum] = match ?? [];
  return match && checksum(`${seq} ${headHash}`) === sum
    ? { seq: Number(seq), hash: headHash }
    : undefined;
}

function checksum(body: string): string {
  return hash("sha256", body, "hex").slice(0, 16);
}
