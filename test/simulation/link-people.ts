import type Stripe from "stripe";
import { ApiError } from "../../sandbox/stripe/api-error.ts";
import { afterIntent, paySession, sideOf } from "../../sandbox/stripe/behaviour/checkout.ts";
import { finishAuthentication } from "../../sandbox/stripe/behaviour/confirm-card.ts";
import { findRow, rowsOf } from "../../sandbox/stripe/table.ts";
import type { InProcessStripe } from "./stripe-in-process.ts";
import type { SimRelay } from "./sim-relay.ts";
import type { Weather } from "./weather.ts";

type Session = Stripe.Checkout.Session;
type Shop = Readonly<{ weather: Weather; stripe: InProcessStripe; relay: SimRelay }>;

/** Good, declined, and one whose bank asks for the customer first. */
const typed = [
  "4242424242424242",
  "4242424242424242",
  "5555555555554444",
  "4000000000000002",
  "4000002760003184",
] as const;

type Pages = Pick<Shop, "stripe" | "relay">;

/** The address of a page stands in the answer that made it: one that nobody heard nobody can open. */
function pagesOf({ stripe, relay }: Pages): readonly Session[] {
  const select = "SELECT session_id FROM pay_link WHERE session_id IS NOT NULL";
  const known = new Set(relay.db.prepare<[], string>(select).pluck().all());
  return rowsOf(stripe.world.state.checkoutSessions).filter(({ id }) => known.has(id));
}

/** Whether there is a page that somebody may have open: a closed one, too, as browsers keep it. */
export function hasPages(shop: Pages): boolean {
  return pagesOf(shop).length > 0;
}

export function hasOpenPages(shop: Pages): boolean {
  return pagesOf(shop).some(({ status }) => status === "open");
}

/**
 * A customer with a phone: looks at the sale, pays on Stripe's page, answers the bank, comes back or
 * does not. The page may have been closed meanwhile; then Stripe says so and nothing happens.
 */
export function payerActs({ weather, stripe, relay }: Shop): string {
  const sessions = pagesOf({ stripe, relay });
  const open = sessions.filter(({ status }) => status === "open");
  const session = weather.pick(open.length > 0 && weather.random(5) > 0 ? open : sessions);
  const { id } = session;
  const dice = weather.random(10);
  if (dice === 0) return `${id}: ${browse(relay, session, weather)}`;
  const intent = intentOf(stripe, session);
  if (intent?.status === "requires_action") {
    const isYes = weather.random(4) > 0;
    const answer = press(stripe, () => {
      finishAuthentication(stripe.world, intent, isYes);
      afterIntent(stripe.world, intent);
    });
    return `${id}: the bank hears ${isYes ? "yes" : "no"}, ${answer}`;
  }
  const number = weather.pick(typed);
  const card = { number, expMonth: 12, expYear: 2_034, cvc: "123" };
  const form = { by: { card }, email: "", name: "" };
  const answer = press(stripe, () => paySession(stripe.world, session, form));
  // Most come back to the shop's page by themselves; some close the browser.
  const back = weather.random(3) > 0 ? ` and ${browse(relay, session, weather)}` : "";
  return `${id}: pays with ${number.slice(-4)}, ${answer}${back}`;
}

function intentOf({ world }: InProcessStripe, session: Session) {
  const { intentId } = sideOf(world, session);
  return intentId === null ? undefined : findRow(world.state.paymentIntents, intentId);
}

/** What Stripe refuses it says on its page. */
function press(stripe: InProcessStripe, work: () => void): string {
  let said = "done";
  stripe.act(() => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      said = error.message;
    }
  });
  return said;
}

/** Any of the shop's pages of this payment; Stripe was told their addresses. */
function browse(relay: SimRelay, { success_url: doneUrl }: Session, weather: Weather): string {
  const done = new URL(doneUrl ?? "").pathname;
  const home = done.replace(/\/done$/, "");
  const visit = weather.pick([
    { method: "GET", path: done },
    { method: "GET", path: done },
    { method: "GET", path: home },
    { method: "POST", path: home },
    { method: "GET", path: `${home}/back` },
  ] as const);
  relay.visit(visit);
  return `looks at ${visit.method} ${visit.path.replace(/^\/pay\/[^/]+/, "…")}`;
}
