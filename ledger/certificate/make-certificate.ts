import { existsSync } from "node:fs";
import { z } from "zod";
import type { CertificateView, CertifiedEntry } from "../../contract/certificate-views.ts";
import { PaymentId, SaleId } from "../../contract/ids.ts";
import type { TimelineItem } from "../../contract/payment-views.ts";
import type { Head } from "../chain.ts";
import type { Database } from "../storage/open-database.ts";
import { readWitness } from "../witness.ts";
import { faultOfLinks } from "./fault-of-links.ts";

/** As much of the rows as a certificate tells; their owners know the rest. */
const PaymentRow = z.looseObject({
  paymentId: PaymentId,
  saleId: SaleId,
  registerId: z.string(),
  connection: z.string(),
  readerId: z.string(),
  phase: z.string(),
  amountMinor: z.int(),
  tipMinor: z.int(),
  currency: z.string(),
  intentId: z.string().nullable(),
  tries: z.array(z.looseObject({ charge: z.looseObject({ chargeId: z.string() }).nullable() })),
});
const RefundRow = z.object({
  refundId: z.string(),
  stripeRefundId: z.string().nullable(),
  amountMinor: z.int(),
  state: z.string(),
  failureReason: z.string().nullable(),
});

export type SealedRow = Readonly<{ seq: number; type: string; content: string; hash: string }>;

type Parts = Readonly<{
  db: Database;
  /** The side file of heads. */
  witnessPath: string;
  nowMs: number;
}>;

/** Of a payment, or of the payment that a refund gives back; null where there is none of that id. */
export function makeCertificate(parts: Parts, id: string): CertificateView | null {
  const { db, nowMs } = parts;
  const payment = paymentOf(db, id);
  if (payment === null) return null;
  const { paymentId, saleId, intentId, tries, connection, readerId } = payment;
  const states = statesOf(db, paymentId);
  const entries = entriesOf(db, { paymentId, saleId });
  const head = headOf(db);
  const witness = witnessOf(parts.witnessPath);
  const { registerId, phase, amountMinor, tipMinor, currency } = payment;
  const chargeIds = tries.flatMap(({ charge }) => charge?.chargeId ?? []).filter(Boolean);
  const stripe = { connection, readerId, paymentIntentId: intentId, chargeIds };
  const eventIds = new Set(states.flatMap(({ detail }) => detail.match(/\bevt_\w+/g) ?? []));
  return {
    ...{ certificate: 1, madeAtMs: nowMs, registerId, paymentId, saleId },
    ...{ phase, amountMinor, tipMinor, currency, states, entries, head },
    stripe: { ...stripe, refunds: refundsOf(db, paymentId), eventIds: [...eventIds] },
    witness: witness ?? null,
    verified: faultOfLinks(db, { entries, head, witness }),
  };
}

function paymentOf(db: Database, id: string) {
  const content = db
    .prepare<[string, string], string>(
      `SELECT content FROM payment WHERE payment_id = ?
         OR payment_id = (SELECT payment_id FROM refund WHERE refund_id = ?)`,
    )
    .pluck()
    .get(id, id);
  return content === undefined ? null : PaymentRow.parse(JSON.parse(content));
}

function statesOf(db: Database, paymentId: string): readonly TimelineItem[] {
  const rows = db.prepare<[string], Omit<TimelineItem, "counted"> & { counted: number }>(
    `SELECT at_ms AS atMs, source, what, detail, counted FROM payment_event
     WHERE payment_id = ? ORDER BY number`,
  );
  return rows.all(paymentId).map((row) => ({ ...row, counted: row.counted === 1 }));
}

function refundsOf(db: Database, paymentId: string) {
  const rows = db.prepare<[string], string>(
    "SELECT content FROM refund WHERE payment_id = ? ORDER BY rowid",
  );
  return rows
    .pluck()
    .all(paymentId)
    .map((content) => RefundRow.parse(JSON.parse(content)));
}

type Ids = Readonly<{ paymentId: string; saleId: string }>;

/** Those that name the payment, and the sale's own. */
function entriesOf(db: Database, { paymentId, saleId }: Ids): readonly CertifiedEntry[] {
  const rows = db.prepare<[string], SealedRow>(
    "SELECT seq, type, content, hash FROM ledger WHERE subject = ? ORDER BY seq",
  );
  const hashAt = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  return rows
    .all(saleId)
    .filter(({ type, content }) => type === "sale-completed" || content.includes(`"${paymentId}"`))
    .map((row) => {
      const { atMs } = z.looseObject({ atMs: z.int() }).parse(JSON.parse(row.content));
      const previousHash = row.seq === 1 ? "0".repeat(64) : (hashAt.get(row.seq - 1) ?? "");
      return { ...row, atMs, previousHash, nextHash: hashAt.get(row.seq + 1) ?? null };
    });
}

function headOf(db: Database): Head {
  const head = db.prepare<[], Head>("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1");
  return head.get() ?? { seq: 0, hash: "0".repeat(64) };
}

function witnessOf(path: string): Head | undefined {
  return existsSync(path) ? readWitness(path) : undefined;
}
