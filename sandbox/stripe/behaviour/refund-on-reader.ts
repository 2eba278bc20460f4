import type Stripe from "stripe";
import { idOf } from "../id-of.ts";
import { refundCharge } from "./make-refund.ts";
import { findRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { declineForAmount } from "./amount-endings.ts";
import type { Presentation } from "./card-present.ts";
import { fail, isUnheard, show, succeed } from "./end-action.ts";

type Reader = Stripe.Terminal.Reader;

type Held = { presentation: Presentation; cause: Cause | null };

/** Interac money goes back only to the card in the customer's hand. */
export function refundOnReader(world: World, reader: Reader, held: Held): void {
  const asked = reader.action?.refund_payment;
  const charge = findRow(world.state.charges, idOf(asked?.charge));
  if (asked === undefined || charge === undefined) return;
  const amount = asked.amount ?? charge.amount - charge.amount_refunded;
  const isCardInserted = held.presentation.gesture === "insert";
  const shown = { amount, currency: charge.currency, isCardInserted };
  const no = refusalOf(charge, held.presentation, amount);
  if (no === null) {
    const metadata = new Map(Object.entries(asked.metadata ?? {}));
    const refund = refundCharge(world, charge, { amount, metadata, cause: held.cause });
    if (isUnheard(world, reader, shown)) return;
    asked.refund = refund.id;
    succeed(world, reader);
    show(world, reader, { kind: "approved", message: "Refunded", ...shown });
    return;
  }
  if (isUnheard(world, reader, shown)) return;
  refuse(world, reader, no);
  show(world, reader, { kind: "declined", message: no.message, ...shown });
}

type No = NonNullable<ReturnType<typeof refusalOf>>;

function refuse(world: World, reader: Reader, no: No): void {
  if (reader.action !== null) reader.action.api_error = no;
  fail(world, reader, { code: no.code, message: no.message });
}

/** Another card, or a part of the money whose last digits decline; null when all is well. */
function refusalOf(charge: Stripe.Charge, { card }: Presentation, amount: number) {
  const paidWith = charge.payment_method_details?.interac_present?.last4;
  if (paidWith !== card.number.slice(-4)) {
    return {
      code: "charge_not_refundable",
      message: "The card presented is not the one that the payment was made with.",
      type: "invalid_request_error",
    } as const;
  }
  const decline = amount < charge.amount ? declineForAmount(amount) : null;
  if (decline === null) return null;
  const { code, declineCode, message } = decline;
  return { code, decline_code: declineCode, message, type: "card_error" } as const;
}
