import type { HoldRefusal, LateSpend, StandingHold } from "./hold-protocol.ts";
import type { ReservationId } from "./ids.ts";

/** All that registers hold of store credit and of sales, and what was spent after it was let go. */
export type HoldsView = Readonly<{ held: readonly StandingHold[]; late: readonly LateSpend[] }>;

/** A manager's wish to end a hold, or to stand for a late spend, and what the relay made of it. */
export type HoldEndView = Readonly<{
  reservationId: ReservationId;
  phase: "asked" | "released" | "accepted" | "refused";
  refusal: HoldRefusal | null;
}>;
