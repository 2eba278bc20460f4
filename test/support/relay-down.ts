import { execFileSync } from "node:child_process";
import { readFileSync, renameSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Demo } from "./demo.ts";

/**
 * Kills the relay and keeps it down, however long: the next one waits at its door for its
 * configuration, a pipe into which nobody writes. One that could not start would be tried again,
 * and the supervisor gives up on what dies six times within a minute.
 */
export function keepRelayDown({ data, killNow, restarted }: Demo): () => Promise<void> {
  const path = join(data, "relay", "config.json");
  const config = readFileSync(path);
  renameSync(path, `${path}.away`);
  execFileSync("mkfifo", [path]);
  killNow("relay");
  return async () => {
    const back = restarted("relay");
    await writeFile(path, config);
    renameSync(`${path}.away`, path);
    await back;
  };
}
