import { assert } from "../../contract/assert.ts";
import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { LeaseRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";

/** Who has a reader, and the words for it. */
type Around = Readonly<{ nowMs: number; nameOf: (registerId: RegisterId) => string }>;

type Taken = Readonly<{
  /** An idle payment of the same register that had the reader: to be cancelled now. */
  replaced: PaymentId | null;
}>;

/**
 * Whether this payment may have the reader: one lease per reader, since a second command would
 * silently replace the first, whatever the way. A register's own payment gives way where nothing of it is going on
 * (declined, and the clerk moved on); one that may still take a card does not.
 */
export async function mayTakeReader(
  tx: Tx,
  wanted: LeaseRow,
  { nowMs, nameOf }: Around,
): Promise<Result<Taken, "lease-held" | "reader-busy">> {
  const hold = await tx.holds.select(wanted.connection, wanted.readerId);
  if (hold && hold.untilMs > nowMs && hold.registerId !== wanted.registerId) {
    return refuse("lease-held", nameOf(hold.registerId));
  }
  const lease = await tx.leases.select(wanted.connection, wanted.readerId);
  if (!lease || lease.paymentId === wanted.paymentId) return ok({ replaced: null });
  if (lease.registerId !== wanted.registerId) return refuse("lease-held", nameOf(lease.registerId));
  const holder = await tx.payments.select(lease.paymentId);
  assert(holder, "a lease belongs to a payment");
  if (holder.isAtReader) return refuse("reader-busy", `${holder.paymentId} is on it`);
  return ok({ replaced: holder.paymentId });
}

/** Takes the lease; the payment that had it is to be cancelled. */
export async function takeReader(
  tx: Tx,
  lease: LeaseRow,
  rest: Taken & Readonly<{ atMs: number }>,
): Promise<void> {
  if (rest.replaced !== null) await tx.payments.update(rest.replaced, { wantsCancel: true });
  await tx.leases.release(lease.paymentId);
  await tx.leases.take(lease, rest.atMs);
}
