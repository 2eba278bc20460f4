import { RefundId } from "../../contract/ids.ts";

/** A refund that is asked for anew; the same id again is the same refund. */
export function newRefundId(): RefundId {
  return RefundId.parse(`refund_${crypto.randomUUID()}`);
}
