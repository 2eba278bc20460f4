import type { InstructionChange, InstructionRow } from "../storage/rows.ts";

/** What an intent's status, read back after a capture was asked for, makes of the instruction. */
export function captureReadBack(status: string): InstructionChange | null {
  return status === "requires_capture" ? null : { state: "done", outcome: status };
}

/** Ordered once more: a capture that came to nothing is tried again; one that took money is not. */
export function captureOrderedAgain({
  kind,
  state,
  outcome,
}: Pick<InstructionRow, "kind" | "state" | "outcome">): InstructionChange | null {
  const isInVain = kind === "capture" && state === "done" && outcome !== "succeeded";
  return isInVain ? { state: "stored", outcome: null } : null;
}
