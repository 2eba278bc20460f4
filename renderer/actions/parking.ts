import type { ParkedSaleView } from "../../contract/parking-views.ts";
import { api } from "../api.ts";
import type { OwnReason } from "../../contract/own-reasons.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { openSale, showRefusal } from "./open-sale.ts";

/** The parked sales, to be looked at; the newest is marked. */
export async function openParked(): Promise<void> {
  const answer = await api("sales.parked", {});
  if (!answer.ok) {
    showRefusal(answer.refusal, "");
    return;
  }
  useUi.setState({ place: "sale", panel: "parked", parked: answer.value, notice: null });
}

export async function park(label: string): Promise<void> {
  const sale = openSale();
  if (!sale) return;
  const answer = await api("sales.park", { saleId: sale.saleId, label });
  if (answer.ok) useUi.setState({ panel: null, notice: null });
  else showRefusal(answer.refusal, "");
}

export async function recall({ sale }: ParkedSaleView): Promise<RefusalCode | null> {
  const answer = await api("sales.recall", { saleId: sale.saleId });
  if (!answer.ok) return answer.refusal;
  useUi.setState({ panel: null, notice: null });
  return null;
}

export async function giveUp(
  { sale }: ParkedSaleView,
  reason: OwnReason,
): Promise<RefusalCode | null> {
  const answer = await askAllowed("sales.void-parked", { saleId: sale.saleId, reason });
  if (!answer.ok) return answer.refusal;
  useUi.setState({ parked: answer.value });
  return null;
}
