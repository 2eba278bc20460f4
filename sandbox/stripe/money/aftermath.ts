import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { aftermathOf } from "./aftermath-cards.ts";
import { openDispute } from "./disputes.ts";
import { openReview, warnOfFraud } from "./risk.ts";

/** What a troubled card brings after its payment. */
export function meetAftermath(world: World, chargeId: string): void {
  const charge = findRow(world.state.charges, chargeId);
  const aftermath = charge === undefined ? undefined : aftermathOf(charge);
  if (charge === undefined || aftermath === undefined || charge.refunded) return;
  if (aftermath.kind === "dispute") openDispute(world, charge, aftermath);
  else if (aftermath.kind === "warning") warnOfFraud(world, charge, "made_with_stolen_card");
  else openReview(world, charge, "rule");
}
