import type { SaleDetailView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useSales } from "../store/sales-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { refreshSales } from "./sales-list.ts";

/** Opens the dialog; nothing is sent before the hold in it. */
export function openRefund(): void {
  const { detail, openId } = useSales.getState();
  // While another sale is being read, the one before it is still shown: it is not the one meant.
  if (!detail || detail.receipt.saleId !== openId || detail.refundable.minor === 0) return;
  useUi.setState({ refundingId: openId });
}

export function closeRefund(): void {
  useUi.setState({ refundingId: null });
}

/** Gives the card payment of a sale back in full. Answers why not, or null once it is requested. */
export async function refundSale(detail: SaleDetailView): Promise<RefusalCode | null> {
  const { saleId } = detail.receipt;
  const answer = await askAllowed("payments.refund", { saleId, total: detail.refundable });
  if (!answer.ok) return answer.refusal;
  if (useSales.getState().openId === saleId) useSales.setState({ detail: answer.value });
  closeRefund();
  void refreshSales();
  return null;
}
