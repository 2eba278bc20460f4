import type Stripe from "stripe";
import type { KeptAnswer } from "../http/kept-answer.ts";
import { shelfRows } from "../shelf/shelf.ts";
import { rowsOf } from "../table.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import type { World } from "../world.ts";

/** What stands in the sandbox's books, oldest first: the truth that a test compares a till with. */
export type Books = {
  paymentIntents: Stripe.PaymentIntent[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  balanceTransactions: Stripe.BalanceTransaction[];
  payouts: Stripe.Payout[];
  disputes: Stripe.Dispute[];
  readers: Stripe.Terminal.Reader[];
  locations: Stripe.Terminal.Location[];
  webhookEndpoints: Stripe.WebhookEndpoint[];
  events: Stripe.EventBase[];
  deliveries: Delivery[];
  /** Kept answers by idempotency key; the API key's name is left out. */
  idempotency: (Omit<KeptAnswer, "id"> & { key: string })[];
};

/** A copy: whoever holds it cannot change the books. */
export function booksOf({ state }: World): Books {
  return structuredClone({
    paymentIntents: rowsOf(state.paymentIntents),
    charges: rowsOf(state.charges),
    refunds: rowsOf(state.refunds),
    balanceTransactions: rowsOf(state.balanceTransactions),
    payouts: rowsOf(state.payouts),
    disputes: rowsOf(state.disputes),
    readers: rowsOf(state.readers),
    locations: rowsOf(state.locations),
    webhookEndpoints: rowsOf(state.webhookEndpoints),
    events: shelfRows(state.events),
    deliveries: shelfRows(state.deliveries),
    idempotency: shelfRows(state.keptAnswers).map(({ id, ...kept }) => ({
      ...kept,
      key: id.slice(id.indexOf(" ") + 1),
    })),
  });
}
