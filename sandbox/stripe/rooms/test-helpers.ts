import type Stripe from "stripe";
import { invalidRequest, notBuilt } from "../api-error.ts";
import { awaitedIntentId, cardConfig } from "../behaviour/awaited.ts";
import { presentCard } from "../behaviour/present-card.ts";
import { readerOf } from "../behaviour/reader-commands.ts";
import type { TestCard } from "../behaviour/test-cards.ts";
import { DEFAULT_CARD, DEFAULT_INTERAC_CARD, findTestCard } from "../behaviour/test-cards.ts";
import type { Values } from "../params/param.ts";
import { hash, integer, later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";

const presentParams = {
  amount_tip: optional(integer(0)),
  card: later(),
  card_present: optional(hash({ number: optional(text(30)) })),
  interac_present: optional(hash({ number: optional(text(30)) })),
  type: optional(oneOf(["card", "card_present", "interac_present"])),
};

type PresentValues = Values<typeof presentParams>;

/** Holds a test card out to a simulated reader, as a tap. The amount's last digits have their say. */
function present(call: Call, params: PresentValues): Stripe.Terminal.Reader {
  const { world, cause } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  if (params.type === "card") throw notBuilt("payment methods of type card", "type");
  if (!reader.device_type.startsWith("simulated_")) {
    throw invalidRequest("A payment method can only be presented to a simulated reader.");
  }
  const card = cardFor(world, reader, params);
  const tipMinor = tipFor(reader, params.amount_tip ?? 0);
  const presentation = { card, gesture: "tap", tipMinor } as const;
  presentCard(world, reader, { presentation, cause, doesAmountDecide: true });
  return reader;
}

/** Without a number: Interac where nothing else is allowed, else Visa. */
function cardFor(world: World, reader: Stripe.Terminal.Reader, params: PresentValues): TestCard {
  const type = params.type === "card" ? undefined : params.type;
  const wanted = type ?? (wantsInterac(world, reader) ? "interac_present" : "card_present");
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
