import type { RegisterView } from "../../../contract/views.ts";
import { isHeld } from "../../actions/lanes.ts";
import { regionOf } from "../../format/payment-region.ts";
import { formatAmount } from "../../format/format-money.ts";
import { saleOf, type Paying } from "../../store/paying.ts";
import { ApprovedRegion } from "./approved-region.tsx";
import { CancelledRegion } from "./cancelled-region.tsx";
import { CancellingRegion } from "./cancelling-region.tsx";
import { DeclinedRegion } from "./declined-region.tsx";
import { LinkRegion } from "./link-region.tsx";
import { PaymentTicket } from "./payment-ticket.tsx";
import { paymentWords } from "./payment-words.ts";
import { UnknownRegion } from "./unknown-region.tsx";
import { WaitingRegion } from "./waiting-region.tsx";

type Props = Readonly<{ view: RegisterView; paying: Paying }>;

/** The ticket, locked, beside one region that says where its card payment stands. */
export function PaymentScreen({ view, paying }: Props) {
  const region = regionOf(paying.payment);
  return (
    <div className="till">
      <PaymentTicket view={view} paying={paying} region={region} />
      <p className="hidden" role="status" aria-live="assertive">
        {paymentWords[region].title} {formatAmount(paying.payment.amount)}
      </p>
      <PaymentStateRegion view={view} paying={paying} />
    </div>
  );
}

function PaymentStateRegion({ view, paying }: Props) {
  const { payment } = paying;
  const held = isHeld(view, paying);
  switch (regionOf(payment)) {
    case "waiting":
      return payment.link === null ? (
        <WaitingRegion payment={payment} reader={view.status.reader} />
      ) : (
        <LinkRegion payment={payment} link={payment.link} isHeld={held} />
      );
    case "cancelling":
      return payment.link === null ? (
        <CancellingRegion payment={payment} />
      ) : (
        <LinkRegion payment={payment} link={payment.link} isHeld={held} />
      );
    case "approved":
      return <ApprovedRegion view={view} paying={paying} />;
    case "declined":
      return <DeclinedRegion payment={payment} isHeld={held} />;
    case "cancelled":
      return <CancelledRegion paying={paying} isHeld={held} />;
    case "unknown":
      return <UnknownRegion payment={payment} sale={saleOf(view, paying)} isHeld={held} />;
  }
}
