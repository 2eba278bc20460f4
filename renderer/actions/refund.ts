import type { Input } from "../../contract/commands.ts";
import type { AttentionItem } from "../../contract/attention-views.ts";
import type { RefundId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { RefundableSaleView, RefundQuoteView } from "../../contract/refund-views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useSales } from "../store/sales-store.ts";
import { useUi } from "../store/ui-store.ts";
import { api } from "../api.ts";
import { isRefusalCode } from "../format/words.ts";
import { askAllowed } from "./approve.ts";
import { followLookedUpRefund } from "./look-up.ts";
import { askedOf, cardOf, type RefundChoice } from "./refund-choice.ts";
import { accountFor } from "./return-goods.ts";
import { refreshSales } from "./sales-list.ts";
import { askUntilAnswered } from "./take-cash.ts";

/** Opens the dialog; nothing is sent before the hold in it. */
export function openRefund(): void {
  const { detail, openId } = useSales.getState();
  // While another sale is being read, the one before it is still shown: it is not the one meant.
  if (!detail || detail.receipt.saleId !== openId || !canRefund(detail.left)) return;
  useUi.setState({ refundingId: openId });
}

export function closeRefund(): void {
  useUi.setState({ refundingId: null });
}

export function canRefund(left: RefundableSaleView): boolean {
  return left.refundable.minor > 0 || left.cards.some(({ refundable }) => refundable.minor > 0);
}

/**
 * The choice with the account that it goes to: a name that nobody has opens one, once, however often
 * the refund is then tried. Else why there is none.
 */
export async function withAccount(choice: RefundChoice): Promise<RefundChoice | RefusalCode> {
  const { to, name, account: chosen } = choice;
  if (to !== "credit") return choice;
  if (chosen === null && name.trim() === "") return "account-not-found";
  const account = await accountFor(name, chosen);
  return typeof account === "string" ? account : { ...choice, account };
}

/**
 * What the choice would give back now, as the register reckons it; null while nothing was chosen.
 * A card that paid less than that gets none of it.
 */
export async function quoteRefund(
  left: RefundableSaleView,
  choice: RefundChoice,
): Promise<RefundQuoteView | RefusalCode | null> {
  const asked = askedOf(left, choice);
  if (asked === null) return null;
  const answer = await askUntilAnswered("refunds.quote", { saleId: left.saleId, ...asked });
  if (!answer.ok) return answer.refusal;
  const card = cardOf(left, choice);
  const isOver = card !== undefined && answer.value.amount.minor > card.refundable.minor;
  return isOver ? "refund-over-charge" : answer.value;
}

/**
 * Gives `total` back, which the clerk saw. Answers why not, or null once it is asked for. The relay
 * may still say no: the sale tells.
 */
export async function refundSale(
  left: RefundableSaleView,
  choice: RefundChoice,
  total: Money,
): Promise<RefusalCode | null> {
  const asked = askedOf(left, choice);
  const to = toOf(choice);
  if (asked === null || to === null) return "not-refundable";
  const { refundId, reason } = choice;
  const refund = { refundId, saleId: left.saleId, total, to, reason, ...asked };
  const replaces = madeGoodBy(refund, useRegister.getState().view?.attention ?? []);
  const answer = await askAllowed("refunds.pay", { ...refund, ...(replaces && { replaces }) });
  if (!answer.ok) return answer.refusal;
  closeRefund();
  followLookedUpRefund(answer.value);
  void refreshSales();
  return null;
}

function toOf(choice: RefundChoice): Input<"refunds.pay">["to"] | null {
  const { to, account, named, paymentId } = choice;
  if (to === "cash") return { tender: "cash" };
  if (to === "named")
    return named === null ? null : { tender: "other", name: named, reference: null };
  if (to === "credit") return account && { tender: "store-credit", accountId: account.accountId };
  return paymentId && { tender: "card", paymentId };
}

type FailedRefund = Extract<AttentionItem, { kind: "refund-failed" }>;

/** The refund of the sale that failed and that this one gives back whole. */
export function madeGoodBy(
  refund: Input<"refunds.pay">,
  attention: readonly AttentionItem[],
): RefundId | undefined {
  return attention
    .filter((item) => item.kind === "refund-failed")
    .find((item) => item.saleId === refund.saleId && coversAll(refund, item))?.refundId;
}

/** All its pieces, or as much money. A tip goes back to its card alone. */
function coversAll(refund: Input<"refunds.pay">, failed: FailedRefund): boolean {
  const { lines, total, to } = refund;
  const hasPieces = failed.lines.every(({ lineId, quantity }) =>
    lines.some((line) => line.lineId === lineId && line.quantity >= quantity),
  );
  const owedMinor = failed.amount.minor - (to.tender === "card" ? 0 : failed.tip.minor);
  return hasPieces && total.minor >= owedMinor && owedMinor > 0;
}

/** Takes it off its reader; requested is not cancelled. */
export async function cancelRefund(refundId: RefundId): Promise<void> {
  const answer = await api("refunds.cancel", { refundId });
  if (!answer.ok && isRefusalCode(answer.refusal)) useSales.setState({ refusal: answer.refusal });
}
