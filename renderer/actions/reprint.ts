import type { SaleId } from "../../contract/ids.ts";
import { useSales } from "../store/sales-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";

/** The receipt once more: it says COPY and which, and the ledger says who asked for it. */
export async function reprintReceipt(saleId: SaleId): Promise<void> {
  const answer = await askAllowed("receipts.reprint", { saleId });
  if (answer.ok) {
    const { receipt, copyNumber } = answer.value;
    useUi.setState({ shownReceipt: receipt, copyNumber });
    useSales.setState({ refusal: null });
  } else {
    useSales.setState({ refusal: answer.refusal });
  }
}
