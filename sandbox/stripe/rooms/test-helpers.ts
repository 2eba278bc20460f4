import type Stripe from "stripe";
import { invalidRequest, notBuilt } from "../api-error.ts";
import { presentCard } from "../behaviour/present-card.ts";
import { readerOf } from "../behaviour/reader-commands.ts";
import type { TestCard } from "../behaviour/test-cards.ts";
import { DEFAULT_CARD, findTestCard } from "../behaviour/test-cards.ts";
import type { Values } from "../params/param.ts";
import { hash, integer, later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";

const presentParams = {
  amount_tip: optional(integer(0)),
  card: later(),
  card_present: optional(hash({ number: optional(text(30)) })),
  interac_present: later(),
  type: optional(oneOf(["card", "card_present", "interac_present"])),
};

/** Holds a test card out to a simulated reader, as a tap. */
function present(call: Call, params: Values<typeof presentParams>): Stripe.Terminal.Reader {
  const { world, cause } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  if (params.type !== undefined && params.type !== "card_present") {
    throw notBuilt(`payment methods of type ${params.type}`, "type");
  }
  const card = testCardNamed(params.card_present?.number ?? DEFAULT_CARD);
  const tipMinor = tipFor(reader, params.amount_tip ?? 0);
  presentCard(world, reader, { presentation: { card, gesture: "tap", tipMinor }, cause });
  return reader;
}

function tipFor(reader: Stripe.Terminal.Reader, tipMinor: number): number {
  const skips = reader.action?.process_payment_intent?.process_config?.skip_tipping === true;
  if (tipMinor === 0 || !skips) return tipMinor;
  throw invalidRequest("Tipping was skipped for this payment.", { param: "amount_tip" });
}

function testCardNamed(number: string): TestCard {
  const card = findTestCard(number);
  if (card !== undefined) return card;
  throw invalidRequest("The card number is not one of the test cards for card_present.", {
    code: "incorrect_number",
    param: "card_present[number]",
  });
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
