import { Check, Hourglass, TriangleAlert } from "lucide-react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { SaleDetailView } from "../../../contract/views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { tipWords } from "./tip-words.ts";

/** What became of a tip of the slip: the clerk has promised it to somebody. */
export function LateTips({ detail: { payments } }: Readonly<{ detail: SaleDetailView }>) {
  const tips = payments.flatMap(({ payment: { paymentId, lateTip } }) =>
    lateTip === undefined ? [] : [{ paymentId, ...lateTip }],
  );
  return (
    tips.length > 0 && (
      <div className="row">
        {tips.map(({ paymentId, ...tip }) => (
          <TipChip key={paymentId} {...tip} />
        ))}
      </div>
    )
  );
}

function TipChip({ tip, isTaken }: NonNullable<PaymentView["lateTip"]>) {
  const amount = formatAmount(tip);
  if (isTaken === null) {
    return (
      <span className="chip">
        <Hourglass aria-hidden="true" />
        {tipWords.asked(amount)}
      </span>
    );
  }
  return (
    <span className={isTaken ? "chip good" : "chip warn"}>
      {isTaken ? <Check aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
      {isTaken ? tipWords.taken(amount) : tipWords.notTaken(amount)}
    </span>
  );
}
