import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Ack } from "./drill-register.ts";

/** What a program did to a disk, in order, and what it said meanwhile. */
export type DiskEvent =
  | Readonly<{ kind: "write"; file: string; offset: number; bytes: Buffer }>
  | Readonly<{ kind: "truncate"; file: string; size: number }>
  | Readonly<{ kind: "sync"; file: string }>
  | Readonly<{ kind: "said"; text: string }>;

export function canTrace(): boolean {
  return spawnSync("strace", ["-V"], { stdio: "ignore" }).status === 0;
}

/** Runs a program of ours under strace; only its main thread, where SQLite works. */
export function traceProgram(args: readonly string[], traceFile: string): readonly DiskEvent[] {
  const calls = "trace=openat,pwrite64,write,ftruncate,fdatasync,fsync";
  const options = ["-y", "-xx", "-s", "200000", "-e", calls, "-o", traceFile];
  const run = spawnSync("strace", [...options, process.execPath, ...args], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`strace: ${run.stderr.slice(0, 500)}`);
  return readFileSync(traceFile, "latin1")
    .split("\n")
    .flatMap((line) => eventOf(line) ?? []);
}

const CALL = /^(pwrite64|write|ftruncate|fdatasync|fsync)\((\d+)<([^>]*)>(?:, (.*))?\) += (\d+)/;

type Parts = [call: string, fd: string, path: string, rest: string | undefined, result: string];

function eventOf(line: string): DiskEvent | undefined {
  const found = CALL.exec(line);
  if (found === null) return undefined;
  const [call, fd, hexPath, rest, result] = found.slice(1) as Parts;
  const file = basename(textOf(hexPath));
  if (call === "ftruncate") return { kind: "truncate", file, size: Number(rest) };
  if (call.endsWith("sync")) return { kind: "sync", file };
  if (call === "write" && fd !== "1") return undefined;
  const { bytes, offset } = writtenBy(rest ?? "", Number(result));
  if (call === "write") return { kind: "said", text: bytes.toString("utf8") };
  return { kind: "write", file, offset, bytes };
}

/** A write may have taken fewer bytes than it was given. */
function writtenBy(rest: string, taken: number): Readonly<{ bytes: Buffer; offset: number }> {
  const [, hex = "", offset = ""] = /^"((?:\\x..)*)", \d+(?:, (\d+))?$/.exec(rest) ?? [];
  return { bytes: bytesOf(hex).subarray(0, taken), offset: Number(offset) };
}

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll("\\x", ""), "hex");
const textOf = (hex: string) => bytesOf(hex).toString("utf8");

/** The answers that a line of the program's output tells. */
export function acksIn(text: string): readonly Ack[] {
  return text
    .split("\n")
    .filter((line) => line.includes('"ack"'))
    .map((line) => (JSON.parse(line) as { ack: Ack }).ack);
}
