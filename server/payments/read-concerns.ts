import { appendOffice } from "../office/office-book.ts";
import { disputeEntries } from "../office/dispute-entries.ts";
import type { PaymentRow, StaleRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { ConcernsReading } from "../stripe/concerns.ts";
import type { PaymentDeps } from "./payment-deps.ts";

type Owned = Readonly<{ row: StaleRow; owner: PaymentRow | undefined }>;

/**
 * Disputes, warnings and reviews of a payment: mailed to its register, and what of a dispute moved
 * money stands in the office chain, whoever took the payment.
 */
export async function readConcerns(
  deps: PaymentDeps,
  account: StripeAccount,
  { row, owner }: Owned,
): Promise<Answer<null>> {
  const answer = await account.concerns.read(row.objectId);
  if (answer.kind !== "ok") return answer;
  const readAtMs = deps.now();
  await deps.storage.transaction((tx) =>
    record(tx, { row, owner, readAtMs, reading: answer.value }),
  );
  if (owner) deps.signals.mailed(owner.registerId);
  return { kind: "ok", value: null };
}

type Read = Owned & Readonly<{ readAtMs: number; reading: ConcernsReading }>;

async function record(tx: Tx, { row, owner, readAtMs, reading }: Read): Promise<void> {
  const of = { connection: row.connection, paymentId: owner?.paymentId ?? null };
  for (const dispute of reading.disputes) {
    const standing = new Set(await tx.office.selectTypes(dispute.id));
    for (const entry of disputeEntries(dispute, of, standing)) {
      await appendOffice(tx, readAtMs, entry);
    }
  }
  if (!owner) return;
  const { paymentId, registerId } = owner;
  const concerns = [...reading.concerns];
  const body = { kind: "concern-reading", reading: { paymentId, readAtMs, concerns } } as const;
  await tx.mailboxes.append(registerId, body, readAtMs);
}
