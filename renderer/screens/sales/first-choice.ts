import type { RefundableSaleView } from "../../../contract/refund-views.ts";
import { allPieces, type RefundChoice } from "../../actions/refund-choice.ts";
import { newRefundId } from "../../format/new-id.ts";
import { refundDialogWords as words } from "./refund-dialog-words.ts";

/** Money goes back the way it came, as far as that is one way. */
export function firstChoice(left: RefundableSaleView): RefundChoice {
  const card = left.cards.find(({ refundable }) => refundable.minor > 0);
  const isPaidByIt = card !== undefined && card.refundable.minor >= left.refundable.minor;
  const isUntouched = left.givenBack.minor === 0;
  const named = left.named.find(({ paid }) => isUntouched && paid.minor >= left.refundable.minor);
  const other = named === undefined ? "cash" : "named";
  return {
    ...{ refundId: newRefundId(), kind: "all", pieces: allPieces(left), part: null },
    ...{ withTip: false, to: isPaidByIt ? "card" : other, paymentId: card?.paymentId ?? null },
    named: named?.name ?? null,
    ...{ reason: words.reasons[0], name: "", account: null },
  };
}
