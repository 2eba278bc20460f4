import { addMoney, money, type Money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleDetailView } from "../../contract/views.ts";
import { formatAmount } from "../format/format-money.ts";
import { formatTime } from "../format/format-time.ts";
import { t } from "../i18n/t.ts";
import { askAllowed } from "./approve.ts";
import { askRisk } from "./risk.ts";
import { openSaleDetail } from "./sales-list.ts";

/** What a void would let go of: the holds with their tips, and until when the last one can be. */
export type Voidable = Readonly<{ total: Money; untilMs: number }>;

/** Null where the sale cannot be voided: not by card alone, captured, too late, or under way. */
export function voidableOf({ receipt, payments }: SaleDetailView, nowMs: number): Voidable | null {
  const paidBy = receipt.tenders.map((tender) =>
    tender.tender === "card" ? tender.paymentId : null,
  );
  const holds = payments
    .map(({ payment }) => payment)
    .filter((one) => paidBy.includes(one.paymentId));
  const ends = holds.map(endOfHold);
  if (holds.length !== paidBy.length || ends.some((end) => end === null || end <= nowMs))
    return null;
  const nothing = money(0, receipt.total.currency);
  const total = holds.reduce(
    (sum, { amount, tip }) => addMoney(sum, addMoney(amount, tip)),
    nothing,
  );
  return { total, untilMs: Math.min(...ends.map(Number)) };
}

function endOfHold({ phase, isVoiding, voidableUntilMs }: PaymentView): number | null {
  return phase === "authorised" && !isVoiding ? voidableUntilMs : null;
}

/** The customer is never charged, and no refund is needed; it is "requested" until Stripe says so. */
export function askVoid(detail: SaleDetailView, { total, untilMs }: Voidable): void {
  const { saleId, receiptNumber } = detail.receipt;
  askRisk({
    title: t("void.title", { receipt: receiptNumber }),
    kept: t("void.kept"),
    facts: [
      [t("void.amount"), formatAmount(total)],
      [t("void.until"), formatTime(untilMs)],
    ],
    reasons: [t("void.mistake"), t("void.changedMind"), t("void.wrongCard")],
    hold: t("void.hold"),
    figure: formatAmount(total),
    act: async (reason) => {
      const answer = await askAllowed("payments.void", { saleId, total, reason });
      if (!answer.ok) return answer.refusal;
      void openSaleDetail(saleId);
      return null;
    },
  });
}
