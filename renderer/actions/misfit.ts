import type { AttentionItem } from "../../contract/attention-views.ts";
import { addMoney, subtractMoney } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import { attentionWords } from "../format/attention-words.ts";
import { formatAmount } from "../format/format-money.ts";
import { t } from "../i18n/t.ts";
import { useRegister } from "../store/register-store.ts";
import { askAllowed } from "./approve.ts";
import { enterSale, showLane } from "./lanes.ts";
import { goTo } from "./navigate.ts";
import { askRisk } from "./risk.ts";
import { openSaleDetail } from "./sales-list.ts";

/** A hold that fits nothing goes back to its customer, on a manager's yes. */
export function askLetGo({ paymentId, amount, attention }: PaymentView): void {
  askRisk({
    title: t("misfitAct.letGoTitle"),
    kept: t("misfitAct.letGoKept"),
    facts: [
      [t("misfitAct.asked"), formatAmount(amount)],
      [t("misfitAct.why"), attentionWords(attention ?? "")],
    ],
    reasons: [t("misfitAct.notOurs"), t("misfitAct.otherWay")],
    hold: t("misfitAct.letGoHold"),
    figure: formatAmount(amount),
    act: async (reason) => {
      const answer = await askAllowed("payments.let-go", { paymentId, reason });
      return answer.ok ? null : answer.refusal;
    },
  });
}

/** The hold as Stripe has it becomes what was asked; nothing to do where Stripe holds nothing. */
export function askAccept({ paymentId, amount: asked, atStripe }: PaymentView): void {
  if (atStripe === null) return;
  const { amount, tip } = atStripe;
  askRisk({
    title: t("misfitAct.acceptTitle"),
    kept: t("misfitAct.acceptKept"),
    facts: [
      [t("misfitAct.asked"), formatAmount(asked)],
      [t("misfitAct.held"), formatAmount(amount)],
      [t("misfitAct.tip"), formatAmount(tip)],
    ],
    reasons: [],
    hold: t("misfitAct.acceptHold"),
    figure: formatAmount(addMoney(amount, tip)),
    act: async () => {
      const answer = await askAllowed("payments.accept", { paymentId, amount, tip });
      return answer.ok ? null : answer.refusal;
    },
  });
}

/** Of a completed sale Stripe captured more than the book knows of. */
export function isTakenBeyond({ phase, attention, atStripe, amount, tip }: PaymentView): boolean {
  if (phase !== "authorised" || attention !== "amount-differs") return false;
  if (atStripe?.isCaptured !== true || tip.minor !== 0) return false;
  return atStripe.amount.minor + atStripe.tip.minor > amount.minor;
}

/** What was taken beyond the sale becomes a tip, on a manager's yes: nobody else has a claim to it. */
export function askTakeAsTip({ paymentId, amount: asked, atStripe }: PaymentView): void {
  if (atStripe === null) return;
  const { amount, tip } = atStripe;
  const whole = addMoney(amount, tip);
  askRisk({
    title: t("misfitAct.tipTitle"),
    kept: t("misfitAct.tipKept"),
    facts: [
      [t("misfitAct.asked"), formatAmount(asked)],
      [t("misfitAct.captured"), formatAmount(whole)],
      [t("misfitAct.tip"), formatAmount(subtractMoney(whole, asked))],
    ],
    reasons: [],
    hold: t("misfitAct.acceptHold"),
    figure: formatAmount(subtractMoney(whole, asked)),
    act: async () => {
      const answer = await askAllowed("payments.accept", { paymentId, amount, tip });
      return answer.ok ? null : answer.refusal;
    },
  });
}

/** Leads to where it can be dealt with: the payment that waits, else the sale in the book. What the
 * book says of itself stands in the log of risky acts. */
export function openAttention(item: AttentionItem): void {
  if (item.kind === "sums-rebuilt") {
    goTo("people");
    return;
  }
  const { view } = useRegister.getState();
  const lane = view?.lanes.find(({ payment }) => payment.paymentId === item.paymentId);
  if (lane) showLane(lane);
  else if (view?.payment?.paymentId === item.paymentId && item.kind === "payment") enterSale();
  else if (item.kind !== "instruction-refused") void openSaleDetail(item.saleId);
}
