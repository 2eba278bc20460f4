import type { Input } from "../../contract/commands.ts";
import type { AttentionItem } from "../../contract/attention-views.ts";
import type { LineId, RefundId } from "../../contract/ids.ts";
import { addMoney, money, type Money } from "../../contract/money.ts";
import type { CreditAccountView } from "../../contract/store-credit-views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useSales } from "../store/sales-store.ts";
import { useUi } from "../store/ui-store.ts";
import { api } from "../api.ts";
import { isRefusalCode } from "../format/words.ts";
import { askAllowed } from "./approve.ts";
import { followLookedUpRefund } from "./look-up.ts";
import type { RefundableSale } from "./refundable-sale.ts";
import { accountFor } from "./return-goods.ts";
import { refreshSales } from "./sales-list.ts";

/** What of a sale goes back: all that is left, lines that are marked, or a part of the price. */
export type RefundChoice = Readonly<{
  /** One for all tries: an answer that was lost gives nothing back twice. */
  refundId: RefundId;
  kind: "all" | "lines" | "part";
  lineIds: readonly LineId[];
  part: Money | null;
  /** Whether the tip goes back with it; with all of a card sale it always does. */
  withTip: boolean;
  to: "card" | "cash" | "credit";
  /** Whose credit, where it goes there: a chosen account, or a new one in this name. */
  name: string;
  account: CreditAccountView | null;
}>;

/** Opens the dialog; nothing is sent before the hold in it. */
export function openRefund(): void {
  const { detail, openId } = useSales.getState();
  // While another sale is being read, the one before it is still shown: it is not the one meant.
  if (!detail || detail.receipt.saleId !== openId || !canRefund(detail)) return;
  useUi.setState({ refundingId: openId });
}

export function closeRefund(): void {
  useUi.setState({ refundingId: null });
}

export function canRefund({ left }: RefundableSale): boolean {
  return left.refundable.minor > 0 || left.cards.some(({ refundable }) => refundable.minor > 0);
}

/** What the customer gets by this choice; the register reckons it again. Null for no amount. */
export function refundTotal(detail: RefundableSale, choice: RefundChoice): Money | null {
  const { left } = detail;
  const tip = tipOf(detail, choice);
  const nothing = money(0, left.refundable.currency);
  if (choice.kind === "all" && choice.to === "card") return detail.refundable;
  if (choice.kind === "all") return choice.to === "cash" ? left.cashRefundable : left.refundable;
  const goods =
    choice.kind === "part"
      ? (choice.part ?? nothing)
      : left.lines
          .filter(({ lineId }) => choice.lineIds.includes(lineId))
          .reduce((sum, { refundable }) => addMoney(sum, refundable), nothing);
  const total = tip === null ? goods : addMoney(goods, tip);
  return total.minor > 0 ? total : null;
}

function tipOf({ left }: RefundableSale, { to, withTip }: RefundChoice): Money | null {
  const [card] = left.cards;
  const isAsked = to === "card" && withTip && card !== undefined;
  return isAsked && card.tipRefundable.minor > 0 ? card.tipRefundable : null;
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

/** Answers why not, or null once it is asked for. The relay may still say no: the sale tells. */
export async function refundSale(
  detail: RefundableSale,
  choice: RefundChoice,
): Promise<RefusalCode | null> {
  const input = inputOf(detail, choice);
  if (input === null) return "not-refundable";
  const answer = await askAllowed("refunds.pay", input);
  if (!answer.ok) return answer.refusal;
  closeRefund();
  followLookedUpRefund(answer.value);
  void refreshSales();
  return null;
}

function inputOf(detail: RefundableSale, choice: RefundChoice): Input<"refunds.pay"> | null {
  const total = refundTotal(detail, choice);
  const to = toOf(detail, choice);
  if (total === null || to === null) return null;
  const { saleId } = detail.receipt;
  const tip = tipOf(detail, { ...choice, withTip: choice.withTip || choice.kind === "all" });
  const refund = {
    ...{ refundId: choice.refundId, saleId, total, to, reason: "returned" },
    ...goodsOf(detail, choice),
    ...(tip !== null && { tip }),
  };
  const replaces = madeGoodBy(refund, useRegister.getState().view?.attention ?? []);
  return { ...refund, ...(replaces !== undefined && { replaces }) };
}

function toOf(
  { left }: RefundableSale,
  { to, account }: RefundChoice,
): Input<"refunds.pay">["to"] | null {
  const [card] = left.cards;
  if (to === "cash") return { tender: "cash" };
  if (to === "credit") {
    return account && { tender: "store-credit", accountId: account.accountId };
  }
  return card === undefined ? null : { tender: "card", paymentId: card.paymentId };
}

function goodsOf({ left }: RefundableSale, { kind, lineIds, part }: RefundChoice) {
  if (kind === "part") return { lines: [], ...(part !== null && { part }) };
  const lines = left.lines
    .filter(({ lineId }) => kind === "all" || lineIds.includes(lineId))
    .filter(({ refundableQuantity }) => refundableQuantity > 0)
    .map(({ lineId, refundableQuantity: quantity }) => ({ lineId, quantity }));
  return { lines };
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
