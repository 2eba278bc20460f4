import { describe, expect, it } from "vitest";
import { openShop, type Shop } from "../../direct/support/direct-shop.ts";

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
