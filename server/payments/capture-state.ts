import type { InstructionChange, InstructionRow } from "../storage/rows.ts";
import { ACCESS_REFUSED, type Answer } from "../stripe/call-stripe.ts";

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

/** Of a capture that is still to be carried out: its tip came to nothing. */
const TIP_REFUSED = "tip-refused";

/** Stripe's no to more than is held leaves what is held: that is captured next, before it is lost. */
export function withoutTip(
  { amountMinor }: Pick<InstructionRow, "amountMinor">,
  answer: Answer<unknown>,
): InstructionChange | null {
  const isNo = answer.kind === "refused" && answer.code !== ACCESS_REFUSED;
  return isNo && amountMinor !== null ? { amountMinor: null, outcome: TIP_REFUSED } : null;
}

/** A tip that comes while the capture waits is taken with it; one that comes later is too late. */
export function tipAdded(
  before: Pick<InstructionRow, "kind" | "state" | "outcome">,
  { amountMinor }: Pick<InstructionRow, "amountMinor">,
): InstructionChange | null {
  const isInTime = before.kind === "capture" && before.state === "stored";
  // Told again at each reconnect, it would be asked for again each time.
  if (before.outcome === TIP_REFUSED) return null;
  return isInTime && amountMinor !== null ? { amountMinor } : null;
}
