import type { Owner } from "./virtual-clock.ts";

/** Ends the work under way as a power cut would; nothing of this process happens after it. */
export class CrashError extends Error {
  override name = "CrashError";
}

/** A fuse that a storm lights: the process dies when it comes to this step for the n-th time. */
export type Fuse<Step extends string> = { step: Step; passes: number } | null;

export function burn<Step extends string>(
  owner: Owner,
  fuse: Fuse<Step>,
  step: Step,
): "dies" | "lives" {
  if (owner.isDead || fuse?.step !== step) return "lives";
  if (fuse.passes > 0) {
    fuse.passes -= 1;
    return "lives";
  }
  owner.isDead = true;
  return "dies";
}
