import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleView } from "../../contract/views.ts";
import { formatAmount } from "../format/format-money.ts";
import { t } from "../i18n/t.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { askRisk } from "./risk.ts";

/**
 * Cash instead of a card payment of which nobody knows the end, on a manager's yes. The register
 * then never captures it, and gives back by itself what it brought all the same.
 */
export function askReplaceByCash({ paymentId, amount }: PaymentView, sale: SaleView): void {
  const { saleId, cashLeft: total } = sale;
  askRisk({
    title: t("replace.title"),
    kept: t("replace.kept"),
    facts: [
      [t("replace.unknown"), formatAmount(amount)],
      [t("replace.due"), formatAmount(total)],
    ],
    reasons: [t("replace.cannotWait"), t("replace.stripeAway"), t("replace.otherProof")],
    hold: t("replace.hold"),
    figure: formatAmount(total),
    due: total,
    act: async (reason, given) => {
      if (given === null) return "not-enough-cash";
      const input = { paymentId, saleId, total, given, reason };
      const answer = await askAllowed("payments.replace-by-cash", input);
      if (!answer.ok) return answer.refusal;
      useUi.setState({ place: "change", paid: answer.value, paying: null, panel: null });
      return null;
    },
  });
}
