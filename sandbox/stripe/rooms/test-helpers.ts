import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { awaitedIntentId, cardConfig } from "../behaviour/awaited.ts";
import { presentCard } from "../behaviour/present-card.ts";
import { readerOf } from "../behaviour/reader-commands.ts";
import type { TestCard } from "../behaviour/test-cards.ts";
import { DEFAULT_CARD, DEFAULT_INTERAC_CARD, findTestCard } from "../behaviour/test-cards.ts";
import type { Values } from "../params/param.ts";
import { hash, integer, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { typeCard } from "../behaviour/typed-card.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { cardEntry } from "./card-fields.ts";

const typedFields = {
  cvc: optional(text(4)),
  exp_month: integer(1),
  exp_year: integer(1),
  number: text(30),
};

const presentParams = {
  amount_tip: optional(integer(0)),
  card: optional(hash(typedFields)),
  card_present: optional(hash({ number: optional(text(30)) })),
  interac_present: optional(hash({ number: optional(text(30)) })),
  type: optional(oneOf(["card", "card_present", "interac_present"])),
};

type PresentValues = Values<typeof presentParams>;

/**
 * Holds a test card out to a simulated reader, as a tap, and the amount's last digits have their
 * say; or types its details in, where the command was for a card that is not there.
 */
function present(call: Call, params: PresentValues): Stripe.Terminal.Reader {
  const { world, cause } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  if (!reader.device_type.startsWith("simulated_")) {
    throw invalidRequest("A payment method can only be presented to a simulated reader.");
  }
  if (params.type === "card") {
    typeIn(call, reader, params);
    return reader;
  }
  const card = cardFor(world, reader, params);
  const tipMinor = tipFor(reader, params.amount_tip ?? 0);
  const presentation = { card, gesture: "tap", tipMinor } as const;
  presentCard(world, reader, { presentation, cause, doesAmountDecide: true });
  return reader;
}

function typeIn({ world, cause }: Call, reader: Stripe.Terminal.Reader, params: PresentValues) {
  if (params.amount_tip !== undefined && params.amount_tip > 0) {
    throw invalidRequest("A card that is typed in brings no tip.", { param: "amount_tip" });
  }
  typeCard(world, reader, { entry: cardEntry(world, params.card), cause });
}

/** Without a number: Interac where nothing else is allowed, else Visa. */
function cardFor(world: World, reader: Stripe.Terminal.Reader, params: PresentValues): TestCard {
  const { type } = params;
  const isHeld = type !== undefined && type !== "card";
  const wanted = isHeld ? type : wantsInterac(world, reader) ? "interac_present" : "card_present";
  const card = findTestCard(params[wanted]?.number ?? standard[wanted]);
  if (card?.type === wanted) return card;
  throw invalidRequest(`The card number is not one of the test cards for ${wanted}.`, {
    code: "incorrect_number",
    param: `${wanted}[number]`,
  });
}

const standard = { card_present: DEFAULT_CARD, interac_present: DEFAULT_INTERAC_CARD };

function wantsInterac({ state }: World, reader: Stripe.Terminal.Reader): boolean {
  if (reader.action?.refund_payment !== undefined) return true;
  const intent = findRow(state.paymentIntents, awaitedIntentId(reader) ?? "");
  return intent !== undefined && !intent.payment_method_types.includes("card_present");
}

function tipFor(reader: Stripe.Terminal.Reader, tipMinor: number): number {
  const { skip_tipping: isSkipped, tipping } = cardConfig(reader);
  if (tipMinor === 0 || (isSkipped !== true && tipping?.amount_eligible !== 0)) return tipMinor;
  throw invalidRequest("Tipping was skipped for this payment.", { param: "amount_tip" });
}

export const testHelperRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: "/v1/test_helpers/terminal/readers/:id/present_payment_method",
    params: presentParams,
    returns: "terminal.reader",
    handle: present,
  }),
];
