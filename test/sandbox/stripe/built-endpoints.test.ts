import { describe, expect, it } from "vitest";
import Stripe from "stripe";
import { allRoutes } from "../../../sandbox/stripe/rooms/rooms.ts";

/** The resources of the client that the sandbox means to stand in for, by their place in it. */
const covered = [
  "balance",
  "balanceTransactions",
  "charges",
  "checkout.sessions",
  "customers",
  "disputes",
  "events",
  "invoiceItems",
  "invoices",
  "paymentIntents",
  "paymentMethods",
  "payouts",
  "prices",
  "products",
  "radar.earlyFraudWarnings",
  "refunds",
  "reporting.reportRuns",
  "reporting.reportTypes",
  "reviews",
  "setupIntents",
  "subscriptions",
  "terminal.configurations",
  "terminal.connectionTokens",
  "terminal.locations",
  "terminal.readers",
  "testHelpers.terminal.readers",
  "v2.core.eventDestinations",
  "webhookEndpoints",
];

/** Methods of those resources that nothing here answers, as docs/sandbox.md says, too. */
const notBuilt = [
  "charges: capture, create, search",
  "customers: createBalanceTransaction, createFundingInstructions, createSource, createTaxId, deleteDiscount, deleteSource, deleteTaxId, listBalanceTransactions, listCashBalanceTransactions, listSources, listTaxIds, retrieveBalanceTransaction, retrieveCashBalance, retrieveCashBalanceTransaction, retrieveSource, retrieveTaxId, search, updateBalanceTransaction, updateCashBalance, updateSource, verifySource",
  "invoices: addLines, attachPayment, createPreview, removeLines, search, updateLineItem, updateLines",
  "paymentIntents: applyCustomerBalance, listAmountDetailsLineItems, search, verifyMicrodeposits",
  "prices: search",
  "products: createFeature, deleteFeature, listFeatures, retrieveFeature, search",
  "setupIntents: verifyMicrodeposits",
  "subscriptions: deleteDiscount, migrate, pause, search",
];

type Call = { method: string; path: string };

/** Asks the client which request each of its methods would make, without making it. */
async function callsOf(stripe: Stripe, calls: Call[], place: string) {
  const resource = place
    .split(".")
    .reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, {
      ...(stripe as unknown as Record<string, unknown>),
    });
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter(
    (name) => !/^_|^constructor$|^(list)?[Aa]uto/.test(name),
  );
  const missing: string[] = [];
  for (const name of names.toSorted()) {
    calls.length = 0;
    const method = resource[name] as (...given: unknown[]) => Promise<unknown>;
    await Promise.allSettled([call(method.bind(resource))]);
    const asked = calls[0];
    if (asked !== undefined && !isBuilt(asked)) missing.push(name);
  }
  return missing;
}

/** Methods take an id, two, or none: one of these fits. */
async function call(method: (...given: unknown[]) => Promise<unknown>): Promise<void> {
  for (const given of [["id_1", "id_2", {}], ["id_1", {}], [{}]]) {
    const settled = await Promise.allSettled([Promise.resolve().then(() => method(...given))]);
    if (settled[0].status === "fulfilled") return;
  }
}

function isBuilt({ method, path }: Call): boolean {
  const parts = path.split("/");
  return allRoutes.some(
    (route) =>
      route.method === method &&
      route.segments.length === parts.length &&
      route.segments.every((part, at) => part === parts[at] || isId(part, parts[at])),
  );
}

/** `/v1/charges/search` is no charge called search. */
function isId(part: string, asked: string | undefined): boolean {
  return part.startsWith(":") && asked?.startsWith("id_") === true;
}

describe("the client's methods", () => {
  it("are all answered but for those on the list", async () => {
    const calls: Call[] = [];
    const httpClient = Stripe.createFetchHttpClient((url: unknown, init?: RequestInit) => {
      calls.push({ method: init?.method ?? "GET", path: new URL(String(url)).pathname });
      return Promise.resolve(new Response('{"object":"list","data":[]}'));
    });
    const stripe = new Stripe("sk_test_12345678", { httpClient, maxNetworkRetries: 0 });
    const found: string[] = [];
    for (const place of covered) {
      const missing = await callsOf(stripe, calls, place);
      if (missing.length > 0) found.push(`${place}: ${missing.join(", ")}`);
    }
    expect(found).toEqual(notBuilt);
  });
});
