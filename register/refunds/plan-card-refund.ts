import type { Input, Who } from "../../contract/commands.ts";
import type { RefundTo } from "../../contract/commands/refunds.ts";
import { isSameMoney } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { RefundStarted } from "../../ledger/ledger-entry.ts";
import type { RefundShares } from "../sales/refund-shares.ts";
import { cardTenderOf, leftOfCard, type SoldSale } from "./refundable-sale.ts";

type Plan = Readonly<{
  who: Who;
  sold: SoldSale;
  input: Input<"refunds.pay">;
  shares: RefundShares;
  to: Extract<RefundTo, { tender: "card" }>;
  /** The reader that asks for the card; null where none is needed. */
  readerId: string | null;
}>;

type CardRefusal = "payment-not-found" | "not-refundable" | "refund-over-charge" | "price-changed";

/**
 * A refund to the card of one payment, linked to its charge. What the goods give back is reckoned
 * as for cash; the tip is a part of its own. Never more than is left of the charge.
 */
export function planCardRefund(plan: Plan): Result<RefundStarted, CardRefusal> {
  const { who, sold, input, shares, to, readerId } = plan;
  const { refundId, saleId, reason, tip, replaces } = input;
  const { currency } = sold.sale;
  const card = cardTenderOf(sold.sale, to.paymentId);
  if (card === undefined) return refuse("payment-not-found", to.paymentId);
  const tipMinor = tip?.minor ?? 0;
  const amountMinor = shares.amountMinor + tipMinor;
  const fault = faultOf(plan, { tipMinor, amountMinor });
  if (fault !== null) return refuse(fault);
  const { paymentId } = card;
  const lines = [...shares.lines];
  return ok({
    type: "refund-started",
    ...{ refundId, paymentId, saleId, userId: who.userId, amountMinor, currency },
    ...(lines.length > 0 && { lines }),
    ...{ tipMinor, taxes: [...shares.taxes], reason },
    ...{ approval: who.approval?.approvalId ?? null, reservationId: null },
    ...(replaces && { replaces }),
    ...(readerId !== null && { readerId }),
  });
}

type Amounts = Readonly<{ tipMinor: number; amountMinor: number }>;

function faultOf({ sold, input, to }: Plan, { tipMinor, amountMinor }: Amounts) {
  // The charge of a sale of another register is that register's to give back.
  if (sold.originRegisterId !== null || amountMinor === 0) return "not-refundable";
  const left = leftOfCard(sold, to.paymentId);
  if (tipMinor > left.tipMinor || amountMinor > left.minor) return "refund-over-charge";
  const { currency } = sold.sale;
  const isSeen = [input.tip, input.part].every((part) => (part?.currency ?? currency) === currency);
  const isSame = isSameMoney(input.total, { minor: amountMinor, currency });
  return isSeen && isSame ? null : "price-changed";
}
