import { z } from "zod";
import { PaymentId, RefundId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency, Minor, money } from "../../contract/money.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import { Way } from "../../contract/reader-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Refund } from "./refund-state.ts";

const StoredRefund = z.strictObject({
  refundId: RefundId,
  paymentId: PaymentId,
  saleId: SaleId,
  userId: UserId,
  amountMinor: Minor.min(1),
  currency: z.string(),
  state: z.enum(["requested", "pending", "succeeded", "failed"]),
  stripeRefundId: z.string().nullable(),
  failureReason: z.string().nullable(),
  requestedAtMs: z.int(),
  reader: z
    .strictObject({
      readerId: z.string(),
      readerLabel: z.string(),
      via: Way,
      chargeId: z.string(),
      isAccepted: z.boolean(),
      isHandedOver: z.boolean(),
      endRequestedAtMs: z.int().nullable(),
      letGo: z.string().nullable(),
    })
    .nullable()
    .default(null),
});

export type Refunds = ReturnType<typeof openRefunds>;

/** The rows of refunds. */
export function openRefunds(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO refund (refund_id, payment_id, sale_id, state, content) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (refund_id) DO UPDATE SET state = excluded.state, content = excluded.content`,
  );
  const selectOne = db.prepare<[string], string>("SELECT content FROM refund WHERE refund_id = ?");
  const selectOfSale = db.prepare<[string], string>(
    "SELECT content FROM refund WHERE sale_id = ? ORDER BY rowid",
  );
  const selectFailed = db.prepare<[], string>(
    "SELECT content FROM refund WHERE state = 'failed' ORDER BY rowid",
  );
  const selectRequested = db.prepare<[], string>(
    "SELECT content FROM refund WHERE state = 'requested' ORDER BY rowid",
  );
  const parse = (content: string): Refund => StoredRefund.parse(JSON.parse(content));
  return {
    byId(refundId: string): Refund | undefined {
      const content = selectOne.pluck().get(refundId);
      return content === undefined ? undefined : parse(content);
    },
    ofSale: (saleId: string): readonly Refund[] => selectOfSale.pluck().all(saleId).map(parse),
    requested: (): readonly Refund[] => selectRequested.pluck().all().map(parse),
    failed: (): readonly Refund[] => selectFailed.pluck().all().map(parse),
    save(refund: Refund): void {
      const { refundId, paymentId, saleId, state } = refund;
      upsert.run(...[refundId, paymentId, saleId, state, JSON.stringify(refund)]);
    },
  };
}

export function refundView(refund: Refund): RefundView {
  const { refundId, state, stripeRefundId, failureReason, requestedAtMs, reader } = refund;
  const amount = money(refund.amountMinor, Currency.parse(refund.currency));
  const atReader =
    reader === null || state !== "requested"
      ? null
      : { label: reader.readerLabel, isCancelRequested: reader.endRequestedAtMs !== null };
  const needsCard = reader !== null;
  const ids = { refundId, stripeRefundId };
  return { ...ids, amount, state, failureReason, requestedAtMs, needsCard, atReader };
}
