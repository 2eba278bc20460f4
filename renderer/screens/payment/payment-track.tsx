import { Check, Minus, X, type LucideIcon } from "lucide-react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import { trackSteps, type StepState } from "../../format/payment-track.ts";
import { useNow } from "../../store/use-now.ts";
import { paymentWords } from "./payment-words.ts";

const marks: Readonly<Partial<Record<StepState, LucideIcon>>> = {
  done: Check,
  good: Check,
  bad: X,
  off: Minus,
};

type Props = Readonly<{ payment: PaymentView; isPart?: boolean }>;

/** Where this payment is between the till and Stripe: clerks learn one picture. */
export function PaymentTrack({ payment, isPart = false }: Props) {
  const steps = trackSteps(payment, useNow(), isPart);
  return (
    <ol className="track" aria-label={paymentWords.track}>
      {steps.map(({ name, state, detail }) => {
        const Mark = marks[state];
        return (
          <li key={name} className={state} aria-current={state === "now" ? "step" : undefined}>
            <span className="dot">{Mark && <Mark aria-hidden="true" />}</span>
            <b>{name}</b>
            <span className="detail">{detail}</span>
          </li>
        );
      })}
    </ol>
  );
}
