import type { ErrorResponse } from "@stripe/terminal-js";
import { describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { createSimulatedSdk } from "../../../renderer/reader/simulated/simulated-sdk.ts";
import { openShop, type Shop } from "../../direct/support/direct-shop.ts";
import { idOf, stripeAt } from "./support/stripe-world.ts";

async function tokenOf({ stripe }: Shop): Promise<string> {
  const answer = await fetch(`${stripe.url}/v1/terminal/connection_tokens`, {
    method: "POST",
    headers: { Authorization: `Bearer ${stripe.key}` },
  });
  return ((await answer.json()) as { secret: string }).secret;
}

/** Asks as the SDK in a page does. */
const asker =
  ({ stripe }: Shop, token: string) =>
  (path: string, body: object = {}): Promise<Response> =>
    fetch(`${stripe.url}/_terminal${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });

describe("the sandbox's side of the JavaScript SDK", () => {
  it("opens by a connection token, and by no secret key", async () => {
    const shop = await openShop();
    expect((await asker(shop, shop.stripe.key)("/readers")).status).toBe(401);
    const found = await asker(shop, await tokenOf(shop))("/readers");
    expect(await found.json()).toMatchObject({ discoveredReaders: [{ id: shop.readerId }] });
  });

  it("lets one page at a reader: a second is refused while something is shown, else takes over", async () => {
    const shop = await openShop();
    const ask = asker(shop, await tokenOf(shop));
    const wanted = { readerId: shop.readerId, failIfInUse: true };
    const first = await ask("/sessions", wanted);
    const lines = first.body?.getReader();
    const { value } = (await lines?.read()) ?? {};
    const { session } = JSON.parse(new TextDecoder().decode(value)) as { session: string };
    const cart = { currency: "eur", line_items: [], tax: null, total: 360 };
    await ask(`/sessions/${session}/display`, { cart });
    const refused = await ask("/sessions", wanted);
    expect(await refused.json()).toMatchObject({ error: { code: "reader_in_use" } });
    await ask(`/sessions/${session}/display`, { cart: null });
    const second = await ask("/sessions", wanted);
    expect(second.headers.get("content-type")).toBe("application/x-ndjson");
    expect(await lines?.read()).toMatchObject({ done: true });
    await second.body?.cancel();
  });

  it("lets any page ask, as Stripe's own address does: what opens a reader is the token", async () => {
    const { stripe } = await openShop();
    const preflight = await fetch(`${stripe.url}/_terminal/readers`, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  });
});

/** The answer of the SDK where it was no error. */
function resultOf<Result extends object>(answer: Result): Exclude<Result, ErrorResponse> {
  if ("error" in answer) throw new Error(JSON.stringify(answer));
  return answer as Exclude<Result, ErrorResponse>;
}

describe("an Interac payment through the JavaScript SDK", () => {
  const card = { number: "4506445006931933" };
  const asked = ({ stripe, readerId }: Shop) =>
    eventually(() => expect(stripe.control.reader(readerId).screen.kind).toBe("present-card"));

  async function paidByInterac() {
    const shop = await openShop();
    const { sandbox, stripe } = { sandbox: shop.stripe, stripe: stripeAt(shop.stripe) };
    const terminal = createSimulatedSdk({ origin: sandbox.url, fetch }).create({
      onFetchConnectionToken: () => tokenOf(shop),
      onUnexpectedReaderDisconnect: () => undefined,
    });
    const found = resultOf(await terminal.discoverReaders({}));
    const [reader] = found.discoveredReaders;
    if (reader === undefined) throw new Error("no reader");
    resultOf(await terminal.connectReader(reader, {}));
    const intent = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "cad",
      allowed_payment_method_types: ["card_present", "interac_present"],
      payment_method_options: { card_present: { capture_method: "manual_preferred" } },
    });
    const collecting = terminal.collectPaymentMethod(intent.client_secret ?? "");
    await asked(shop);
    sandbox.control.present(shop.readerId, card);
    const { paymentIntent } = resultOf(await collecting);
    resultOf(await terminal.processPayment(paymentIntent));
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    return { shop, sandbox, stripe, terminal, paid, charge: idOf(paid.latest_charge) };
  }

  it("is captured with its authorisation, and paid back to the card at the reader", async () => {
    const { shop, sandbox, stripe, terminal, paid, charge } = await paidByInterac();
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 2_000 });
    expect(await terminal.processRefund()).toMatchObject({
      error: { code: "no_active_collect_payment_method_attempt" },
    });
    const wrong = await terminal.collectRefundPaymentMethod(charge, 2_001, "cad");
    expect(wrong).toMatchObject({ error: { type: "invalid_request_error" } });
    resultOf(await terminal.collectRefundPaymentMethod(charge, 500, "cad"));
    const processing = terminal.processRefund();
    await asked(shop);
    sandbox.control.present(shop.readerId, card);
    const { refund } = resultOf(await processing);
    expect(await stripe.refunds.retrieve(refund.id ?? "")).toMatchObject({ amount: 500, charge });
  });

  it("is not paid back when the refund is given up, or the amount declines", async () => {
    const { shop, sandbox, stripe, terminal, charge } = await paidByInterac();
    resultOf(await terminal.collectRefundPaymentMethod(charge, 500, "cad"));
    const given = terminal.processRefund();
    await asked(shop);
    resultOf(await terminal.cancelProcessRefund());
    expect(await given).toMatchObject({ error: { code: "canceled" } });
    resultOf(await terminal.collectRefundPaymentMethod(charge, 505, "cad"));
    const declined = terminal.processRefund();
    await asked(shop);
    sandbox.control.present(shop.readerId, card);
    expect(await declined).toMatchObject({
      error: { code: "card_declined", decline_code: "generic_decline" },
    });
    expect((await stripe.refunds.list()).data).toEqual([]);
  });
});
