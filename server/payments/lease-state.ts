import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import type { LeaseRow, PaymentRow } from "../storage/rows.ts";

export type LeaseVerdict =
  /** `replaced`: an idle payment of the same register that had the reader, to be cancelled now. */
  | Readonly<{ kind: "free"; replaced: PaymentId | null }>
  | Readonly<{ kind: "held"; by: RegisterId }>
  | Readonly<{ kind: "busy"; with: PaymentId }>;

/**
 * Whether a payment may have the reader: one lease per reader, since a second command would silently
 * replace the first. A register's own payment gives way where nothing of it is going on (declined,
 * and the clerk moved on); one that may still take a card does not. Pure.
 */
export function leaseVerdict(
  lease: LeaseRow | undefined,
  holder: Pick<PaymentRow, "isAtReader"> | undefined,
  wanted: LeaseRow,
): LeaseVerdict {
  if (!lease || lease.paymentId === wanted.paymentId) return { kind: "free", replaced: null };
  if (lease.registerId !== wanted.registerId) return { kind: "held", by: lease.registerId };
  const isIdle = holder?.isAtReader === false;
  return isIdle
    ? { kind: "free", replaced: lease.paymentId }
    : { kind: "busy", with: lease.paymentId };
}
