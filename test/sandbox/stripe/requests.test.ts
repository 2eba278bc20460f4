import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openStripeWorld,
  START_MS,
  stripeAt,
} from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

type RawError = { error: Record<string, unknown> };

async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(world.sandbox.url + path, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${world.sandbox.key}`,
      "Content-Type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as RawError,
  };
}

describe("an error", () => {
  it("says where its request would be looked up, by the id that the header tells", async () => {
    const refused = await post("/v1/payment_intents", "amount=-1&currency=eur");
    const again = await post("/v1/nowhere", "");
    world.sandbox.control.addFault({
      on: { path: "/v1/payment_intents" },
      do: "answer-status",
      status: 429,
    });
    const limited = await post("/v1/payment_intents", "");
    for (const { headers, json } of [refused, again, limited]) {
      const seconds = START_MS / 1000;
      const id = headers.get("request-id") ?? "";
      expect(json.error["request_log_url"]).toBe(
        `https://dashboard.stripe.com/test/logs/${id}?t=${seconds}`,
      );
    }
    expect(limited.status).toBe(429);
  });

  it("of the live world is looked up among the live ones", async () => {
    const live = await openStripeWorld({ hasLiveWorld: true });
    const key = live.sandbox.live?.key ?? "";
    const refused = await errorOf(
      stripeAt({ port: live.sandbox.port, key }).paymentIntents.retrieve("pi_none"),
    );
    await live.close();
    expect(refused.raw).toMatchObject({
      request_log_url: expect.stringContaining("dashboard.stripe.com/logs/req_") as string,
    });
  });
});

describe("API keys", () => {
  it.each(["sk_live_1234567890abcdef", "rk_live_1234567890abcdef", "nonsense", "sk_test_"])(
    "answers 401 to %s and shows no more of it than its end",
    async (key) => {
      const refused = await errorOf(
        stripeAt({ port: world.sandbox.port, key }).accounts.retrieveCurrent(),
      );
      expect(refused).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
      if (key.length > 20) expect(refused.message).not.toContain(key);
    },
  );

  it("answers 401 without a key and to a publishable one", async () => {
    const none = await post("/v1/payment_intents", "", { Authorization: "" });
    expect(none.status).toBe(401);
    expect(none.json.error["message"]).toContain("You did not provide an API key");
    const publishable = stripeAt({ port: world.sandbox.port, key: "pk_test_12345678" });
    expect((await errorOf(publishable.accounts.retrieveCurrent())).code).toBe(
      "secret_key_required",
    );
  });

  it("answers 403 to a request in the name of another account", async () => {
    const { id } = await world.stripe.accounts.retrieveCurrent();
    const other = stripeAt(world.sandbox, { stripeAccount: "acct_other" });
    const refused = await errorOf(createIntent(other));
    expect(refused).toMatchObject({ type: "StripePermissionError", code: "account_invalid" });
    expect(refused.message).not.toContain(world.sandbox.key);
    expect(world.sandbox.books().paymentIntents).toEqual([]);
    const own = await createIntent(stripeAt(world.sandbox, { stripeAccount: id }));
    expect(own.status).toBe("requires_payment_method");
  });

  it("takes Basic, as curl -u sends it, and restricted test keys", async () => {
    const basic = Buffer.from(`${world.sandbox.key}:`).toString("base64");
    const answer = await fetch(`${world.sandbox.url}/v1/account`, {
      headers: { Authorization: `Basic ${basic}` },
    });
    expect(answer.status).toBe(200);
    const restricted = stripeAt({ port: world.sandbox.port, key: "rk_test_12345678" });
    expect(await restricted.accounts.retrieveCurrent()).toMatchObject({
      object: "account",
      charges_enabled: true,
    });
  });

  it("takes only the given keys when some are given", async () => {
    await world.close();
    world = await openStripeWorld({ keys: ["sk_test_onlythisone"] });
    expect(world.sandbox.key).toBe("sk_test_onlythisone");
    await createIntent(world.stripe);
    const other = stripeAt({ port: world.sandbox.port, key: "sk_test_another1" });
    expect((await errorOf(createIntent(other))).statusCode).toBe(401);
  });
});

describe("parameters", () => {
  it("names the unknown ones before it misses others", async () => {
    const refused = await errorOf(
      world.stripe.paymentIntents.create({ amuont: 5, nonsense: { a: 1 } } as never),
    );
    expect(refused).toMatchObject({ statusCode: 400, code: "parameter_unknown", param: "amuont" });
    expect(refused.message).toBe("Received unknown parameters: amuont, nonsense");
  });

  it("names an unknown one inside a hash by its whole path", async () => {
    const { readers } = world.stripe.terminal;
    const reader = await readers.create({ registration_code: "simulated-s700" });
    const refused = await errorOf(
      readers.processPaymentIntent(reader.id, {
        payment_intent: "pi_x",
        process_config: { skip_tiping: true },
      } as never),
    );
    expect(refused.param).toBe("process_config[skip_tiping]");
  });

  it("says which one is missing", async () => {
    const refused = await errorOf(world.stripe.paymentIntents.create({ currency: "eur" } as never));
    expect(refused).toMatchObject({ code: "parameter_missing", param: "amount" });
    expect(refused.message).toBe("Missing required param: amount.");
  });

  it.each(["12.00", "0.1", "abc", "1e3", "9007199254740993", " 5", "0x10"])(
    "refuses %s as an amount",
    async (amount) => {
      const answer = await post(
        "/v1/payment_intents",
        `amount=${encodeURIComponent(amount)}&currency=eur`,
      );
      expect(answer.status).toBe(400);
      expect(answer.json.error).toMatchObject({
        code: "parameter_invalid_integer",
        param: "amount",
      });
    },
  );

  it("refuses amounts that are too small or too large, and currencies that do not exist", async () => {
    const { stripe } = world;
    expect((await errorOf(createIntent(stripe, { amount: 49 }))).code).toBe("amount_too_small");
    expect((await errorOf(createIntent(stripe, { amount: 0 }))).code).toBe(
      "parameter_invalid_integer",
    );
    expect((await errorOf(createIntent(stripe, { amount: 100_000_000 }))).code).toBe(
      "amount_too_large",
    );
    expect((await errorOf(createIntent(stripe, { currency: "xyz" }))).param).toBe("currency");
    expect((await createIntent(stripe, { amount: 50, currency: "JPY" })).currency).toBe("jpy");
  });

  it("refuses values outside an enum, wrong booleans, and hashes where a word belongs", async () => {
    const base = "amount=500&currency=eur&";
    const method = await post("/v1/payment_intents", `${base}capture_method=later`);
    expect(method.json.error).toMatchObject({ param: "capture_method" });
    const flag = await post("/v1/payment_intents", `${base}confirm=maybe`);
    expect(flag.json.error["message"]).toBe("Invalid boolean: maybe");
    const hash = await post("/v1/payment_intents", `${base}description[a]=1`);
    expect(hash.status).toBe(400);
    const word = await post("/v1/payment_intents", `${base}payment_method_options=card`);
    expect(word.json.error["message"]).toBe("Invalid object");
    const empty = await post("/v1/payment_intents", `${base}description=`);
    expect(empty.json.error["code"]).toBe("parameter_invalid_empty");
  });

  it("holds metadata to 50 keys of 40 characters with 500 in a value", async () => {
    const { stripe } = world;
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"]));
    const refused = [
      createIntent(stripe, { metadata: many }),
      createIntent(stripe, { metadata: { ["k".repeat(41)]: "v" } }),
      createIntent(stripe, { metadata: { k: "v".repeat(501) } }),
    ];
    for (const call of refused) expect((await errorOf(call)).statusCode).toBe(400);
    const strange = { __proto__x: "1", constructor: "2", "a b": "ü€" };
    expect((await createIntent(stripe, { metadata: strange })).metadata).toEqual(strange);
  });

  it("says that a parameter of Stripe's is not built, and does not call it unknown", async () => {
    const refused = await errorOf(createIntent(world.stripe, { on_behalf_of: "acct_1" }));
    expect(refused).toMatchObject({ code: "sandbox_not_built", param: "on_behalf_of" });
  });

  it("refuses JSON, too much of anything, and addresses that lead nowhere", async () => {
    const json = await post("/v1/payment_intents", "{}", { "Content-Type": "application/json" });
    expect(json.status).toBe(400);
    expect(json.json.error["message"]).toContain("application/x-www-form-urlencoded");
    const large = await post("/v1/payment_intents", `description=${"x".repeat(1_100_000)}`);
    expect(large.status).toBe(413);
    const nowhere = await post("/v1/nowhere", "");
    expect(nowhere.status).toBe(404);
    expect(nowhere.json.error["message"]).toContain("Unrecognized request URL (POST: /v1/nowhere)");
    expect(nowhere.headers.get("request-id")).toMatch(/^req_/);
  });

  it("answers only to names of this machine, so that no other name can be pointed here", async () => {
    const { request } = await import("node:http");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${world.sandbox.url}/v1/account`, { headers: { Host: "evil.example:80" } })
        .on("response", (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe("ids", () => {
  it("are the same for the same seed and the same calls, and others for another seed", async () => {
    const idsOf = async (seed: number) => {
      const each = await openStripeWorld({ seed });
      const { id } = await createIntent(each.stripe);
      const second = await createIntent(each.stripe);
      await each.close();
      return [id, second.id, second.lastResponse.requestId];
    };
    const [first, again, other] = [await idsOf(1), await idsOf(1), await idsOf(2)];
    expect(first).toEqual(again);
    expect(new Set([...first, ...other]).size).toBe(6);
  });
});
