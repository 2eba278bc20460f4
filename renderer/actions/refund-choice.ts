import type { Input } from "../../contract/commands.ts";
import type { LineId, PaymentId, RefundId } from "../../contract/ids.ts";
import { addMoney, money, subtractMoney, type Money } from "../../contract/money.ts";
import type { RefundableCardView, RefundableSaleView } from "../../contract/refund-views.ts";
import type { CreditAccountView } from "../../contract/store-credit-views.ts";

/** Of lines of a sale so many pieces; each line once, and none of no pieces. */
export type Pieces = readonly Readonly<{ lineId: LineId; quantity: number }>[];

/** What of a sale goes back: all that is left, pieces of its lines, or a part of the price. */
export type RefundChoice = Readonly<{
  /** One for all tries: an answer that was lost gives nothing back twice. */
  refundId: RefundId;
  kind: "all" | "lines" | "part";
  pieces: Pieces;
  part: Money | null;
  /** Whether the tip goes back with it; with all of a card's charge it always does. */
  withTip: boolean;
  to: "card" | "cash" | "credit" | "named";
  /** Which of the sale's cards, where it goes to one. */
  paymentId: PaymentId | null;
  /** Which of the shop's own tenders, where it goes to one. */
  named: string | null;
  reason: string;
  /** Whose credit, where it goes there: a chosen account, or a new one in this name. */
  name: string;
  account: CreditAccountView | null;
}>;

type Left = RefundableSaleView;

/** The card that it goes to; undefined where it goes another way. */
export function cardOf(
  left: Left,
  { to, paymentId }: RefundChoice,
): RefundableCardView | undefined {
  return to === "card" ? left.cards.find((card) => card.paymentId === paymentId) : undefined;
}

/** All pieces that are left. */
export function allPieces({ lines }: Left): Pieces {
  return lines
    .filter(({ refundableQuantity }) => refundableQuantity > 0)
    .map(({ lineId, refundableQuantity: quantity }) => ({ lineId, quantity }));
}

/** Those of the pieces that are left still: some may have gone back since they were chosen. */
export function piecesLeft({ lines }: Left, pieces: Pieces): Pieces {
  return pieces.flatMap(({ lineId, quantity }) => {
    const most = lines.find((line) => line.lineId === lineId)?.refundableQuantity ?? 0;
    return most === 0 ? [] : [{ lineId, quantity: Math.min(quantity, most) }];
  });
}

/** One of several ways of paying gave less than the goods cost: no more goes back to it. */
export function paidLess(left: Left, choice: RefundChoice): boolean {
  const card = cardOf(left, choice);
  return card !== undefined && goodsPaidBy(card).minor < left.refundable.minor;
}

/** What is left of the card's charge beside the tip. */
function goodsPaidBy({ refundable, tipRefundable }: RefundableCardView): Money {
  return subtractMoney(refundable, tipRefundable);
}

function tipOf(left: Left, choice: RefundChoice): Money | null {
  const card = cardOf(left, choice);
  const isAsked = choice.withTip || choice.kind === "all";
  return isAsked && card !== undefined && card.tipRefundable.minor > 0 ? card.tipRefundable : null;
}

type Asked = Pick<Input<"refunds.pay">, "lines" | "part" | "tip">;

/** As the register is asked for it; null while nothing was chosen. */
export function askedOf(left: Left, choice: RefundChoice): Asked | null {
  const tip = tipOf(left, choice);
  const asked = { ...goodsOf(left, choice), ...(tip !== null && { tip }) };
  const isNothing = asked.lines.length === 0 && (asked.part ?? asked.tip) === undefined;
  return isNothing ? null : asked;
}

function goodsOf(left: Left, choice: RefundChoice): Omit<Asked, "tip"> {
  const { kind, part } = choice;
  if (kind === "part") return partOnly(part);
  if (kind === "lines") return { lines: [...piecesLeft(left, choice.pieces)] };
  const card = cardOf(left, choice);
  const isPart = card !== undefined && paidLess(left, choice);
  return isPart ? partOnly(goodsPaidBy(card)) : { lines: [...allPieces(left)] };
}

function partOnly(part: Money | null): Omit<Asked, "tip"> {
  return { lines: [], ...(part !== null && part.minor > 0 && { part }) };
}

/** All that is left, before the register has reckoned it. */
export function wholeOf(left: Left, choice: RefundChoice): Money {
  if (choice.to === "cash") return left.cashRefundable;
  const card = cardOf(left, choice);
  if (card === undefined) return choice.to === "card" ? nothingOf(left) : left.refundable;
  const goods = paidLess(left, choice) ? goodsPaidBy(card) : left.refundable;
  return addMoney(goods, card.tipRefundable);
}

export function nothingOf({ refundable: { currency } }: Left): Money {
  return money(0, currency);
}
