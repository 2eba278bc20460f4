import { CorrectionId, PaymentId, RefundId, TopUpId } from "../../contract/ids.ts";

/** A refund that is asked for anew; the same id again is the same refund. */
export function newRefundId(): RefundId {
  return RefundId.parse(`refund_${crypto.randomUUID()}`);
}

/** A part in cash of a sale; the same id again is the same cash. */
export function newPartId(): PaymentId {
  return PaymentId.parse(`pay_${crypto.randomUUID()}`);
}

/** Credit that is given anew; the same id again adds nothing. */
export function newTopUpId(): TopUpId {
  return TopUpId.parse(`topup_${crypto.randomUUID()}`);
}

/** A correction that is made anew; the same id again posts nothing. */
export function newCorrectionId(): CorrectionId {
  return CorrectionId.parse(`correction_${crypto.randomUUID()}`);
}
