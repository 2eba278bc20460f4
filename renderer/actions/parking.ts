import type { SaleId } from "../../contract/ids.ts";
import type { ParkedSaleView } from "../../contract/parking-views.ts";
import { api } from "../api.ts";
import type { OwnReason } from "../../contract/own-reasons.ts";
import type { RefusalCode } from "../format/words.ts";
import { formatAmount } from "../format/format-money.ts";
import { ownReasonWords } from "../format/own-reason-words.ts";
import { t } from "../i18n/t.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { openSale, showRefusal } from "./open-sale.ts";
import { askRisk } from "./risk.ts";

/** The parked sales, to be looked at; the newest is marked where none is named. */
export async function openParked(markedParkedId: SaleId | null = null): Promise<void> {
  const refusal = await readParked();
  if (refusal !== null) showRefusal(refusal, "");
  else useUi.setState({ place: "sale", panel: "parked", markedParkedId, notice: null });
}

export async function readParked(): Promise<RefusalCode | null> {
  const answer = await api("sales.parked", {});
  if (answer.ok) useUi.setState({ parked: answer.value });
  return answer.ok ? null : answer.refusal;
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

/** An empty text takes its name away. */
export async function renameParked(
  { sale }: ParkedSaleView,
  label: string,
): Promise<RefusalCode | null> {
  const answer = await api("sales.rename-parked", { saleId: sale.saleId, label });
  if (answer.ok) useUi.setState({ parked: answer.value });
  return answer.ok ? null : answer.refusal;
}

const whyGivenUp = [
  "not-come-back",
  "changed-mind",
  "rung-up-wrongly",
] as const satisfies readonly OwnReason[];

/** Nothing brings it back, so that it is asked for, with a reason. */
export function askGiveUp({ sale, label }: ParkedSaleView): void {
  const words = whyGivenUp.map(ownReasonWords).map(asHead);
  const figure = formatAmount(sale.total);
  askRisk({
    title: t("parked.giveUpTitle"),
    kept: t("parked.giveUpKept"),
    facts: [[label || t("selling.unnamed"), figure]],
    reasons: words,
    hold: t("parked.giveUpHold"),
    figure,
    act: (chosen) => giveUp(sale.saleId, whyGivenUp[words.indexOf(chosen)] ?? "not-come-back"),
  });
}

/** Elsewhere these words stand in the middle of others. */
function asHead(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

async function giveUp(saleId: SaleId, reason: OwnReason): Promise<RefusalCode | null> {
  const answer = await askAllowed("sales.void-parked", { saleId, reason });
  if (!answer.ok) return answer.refusal;
  useUi.setState({ parked: answer.value });
  return null;
}
