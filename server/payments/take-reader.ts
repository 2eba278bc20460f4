import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { LeaseRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { leaseVerdict } from "./lease-state.ts";

/** Who has a reader, and the words for it. */
type Around = Readonly<{ nowMs: number; nameOf: (registerId: RegisterId) => string }>;

type Taken = Readonly<{
  /** An idle payment of the same register that had the reader: to be cancelled now. */
  replaced: PaymentId | null;
}>;

/**
 * Whether this payment may have the reader, by what is stored now: neither another register's hold
 * nor another payment's lease, whatever the way; and no refund waits there for its card.
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
  const refund = await tx.readerRefunds.selectAt(wanted.connection, wanted.readerId);
  if (refund) {
    return refund.registerId === wanted.registerId
      ? refuse("reader-busy", `${refund.refundId} is on it`)
      : refuse("lease-held", nameOf(refund.registerId));
  }
  return mayTakeFree(tx, wanted, nameOf);
}

async function mayTakeFree(
  tx: Tx,
  wanted: LeaseRow,
  nameOf: Around["nameOf"],
): Promise<Result<Taken, "lease-held" | "reader-busy">> {
  const lease = await tx.leases.select(wanted.connection, wanted.readerId);
  const holder = lease && (await tx.payments.select(lease.paymentId));
  const verdict = leaseVerdict(lease, holder, wanted);
  switch (verdict.kind) {
    case "free":
      return ok({ replaced: verdict.replaced });
    case "held":
      return refuse("lease-held", nameOf(verdict.by));
    case "busy":
      return refuse("reader-busy", `${verdict.with} is on it`);
  }
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
