import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Demo } from "./demo.ts";

/**
 * Kills the relay and keeps it down: while its configuration is away, it cannot come back. Not for
 * long: the supervisor gives up on what dies six times within a minute.
 */
export function keepRelayDown({ data, killNow, restarted }: Demo): () => Promise<void> {
  const path = join(data, "relay", "config.json");
  renameSync(path, `${path}.away`);
  killNow("relay");
  return () => {
    renameSync(`${path}.away`, path);
    return restarted("relay");
  };
}
