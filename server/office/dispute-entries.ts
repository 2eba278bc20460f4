import { Currency } from "../../contract/money.ts";
import type { PaymentId } from "../../contract/ids.ts";
import type { OfficeEntry, OfficeEntryOf } from "../../ledger/entries/office.ts";
import type { DisputeReading } from "../stripe/concerns.ts";

type Of = Readonly<{ connection: string; paymentId: PaymentId | null }>;
type DisputeType = "dispute-opened" | "dispute-won" | "dispute-lost";

/**
 * What a dispute's reading adds to the office chain beside what stands there of it already: money
 * withdrawn, reinstated, or gone for good. An inquiry moves nothing. By the balance's own amounts,
 * never by the words of an event; each at most once, in this order. Pure.
 */
export function disputeEntries(
  dispute: DisputeReading,
  of: Of,
  standing: ReadonlySet<string>,
): readonly OfficeEntry[] {
  const [withdrawn] = dispute.moves.filter(({ amountMinor }) => amountMinor < 0);
  if (withdrawn === undefined) return [];
  const back = dispute.moves.find(({ amountMinor }) => amountMinor > 0);
  const entry = (type: DisputeType, amountMinor: number, feeMinor: number) =>
    ({
      type,
      ...of,
      disputeId: dispute.id,
      chargeId: dispute.chargeId,
      amountMinor,
      feeMinor,
      currency: Currency.parse(dispute.currency),
    }) satisfies OfficeEntryOf<DisputeType>;
  const opened = entry("dispute-opened", -withdrawn.amountMinor, withdrawn.feeMinor);
  // A fee comes back as a negative one.
  const won = back && entry("dispute-won", back.amountMinor, Math.max(0, -back.feeMinor));
  const lost =
    dispute.status === "lost" && !back ? entry("dispute-lost", -withdrawn.amountMinor, 0) : null;
  return [opened, won, lost]
    .filter((each) => each !== undefined && each !== null)
    .filter(({ type }) => !standing.has(type));
}
