import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Route } from "../../../sandbox/stripe/router.ts";
import { ApiError } from "../../../sandbox/stripe/api-error.ts";
import { CURRENT_VERSION } from "../../../sandbox/stripe/http/version.ts";
import { allRoutes } from "../../../sandbox/stripe/rooms/rooms.ts";
import type { ShapeCheck } from "./support/declared-shape.ts";
import { readDeclaredShapes } from "./support/declared-shape.ts";
import { makeEveryObject } from "./support/every-object.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { openMoneyWorld } from "./support/money-world.ts";

/** What `object` says, and the name of its type in stripe-node. */
const declared = {
  account: "Account",
  balance: "Balance",
  balance_transaction: "BalanceTransaction",
  charge: "Charge",
  "checkout.session": "Checkout.Session",
  customer: "Customer",
  dispute: "Dispute",
  event: "EventBase",
  file: "File",
  invoice: "Invoice",
  invoiceitem: "InvoiceItem",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  payout: "Payout",
  price: "Price",
  product: "Product",
  "radar.early_fraud_warning": "Radar.EarlyFraudWarning",
  refund: "Refund",
  "reporting.report_run": "Reporting.ReportRun",
  "reporting.report_type": "Reporting.ReportType",
  review: "Review",
  setup_intent: "SetupIntent",
  subscription: "Subscription",
  "terminal.configuration": "Terminal.Configuration",
  "terminal.connection_token": "Terminal.ConnectionToken",
  "terminal.location": "Terminal.Location",
  "terminal.reader": "Terminal.Reader",
  "v2.core.event_destination": "V2.Core.EventDestination",
  webhook_endpoint: "WebhookEndpoint",
} as const;

type Shown = { object: string; deleted?: boolean; data?: { object?: Shown } };

let world: MoneyWorld;
let shapes: Map<string, ShapeCheck>;

/** Everything there is, as it goes over the wire: tables, events, and what no table holds. */
async function shownObjects(): Promise<Shown[]> {
  const headers = {
    "x-tillside-sandbox": "1",
    Authorization: `Bearer ${world.sandbox.key}`,
  };
  const { url } = world.sandbox;
  const saved = await (await fetch(`${url}/_sandbox/state`, { headers })).text();
  const rows = saved.split("\n").flatMap((line) => {
    const parsed = (line === "" ? {} : JSON.parse(line)) as { row?: Shown };
    return parsed.row === undefined ? [] : [parsed.row];
  });
  const read = async (path: string, method = "GET") =>
    (await (await fetch(`${url}${path}`, { method, headers })).json()) as Shown;
  const others = await Promise.all([
    read("/v1/account"),
    read("/v1/balance"),
    read("/v1/reporting/report_types/balance.summary.1"),
    read("/v1/terminal/connection_tokens", "POST"),
  ]);
  const inEvents = rows.flatMap(({ object, data }) =>
    object === "event" && data?.object !== undefined ? [data.object] : [],
  );
  return [...rows, ...others, ...inEvents].filter((each) => typeof each.object === "string");
}

describe("objects", () => {
  beforeAll(async () => {
    shapes = readDeclaredShapes(Object.values(declared));
    world = await openMoneyWorld();
    await makeEveryObject(world);
  }, 600_000);
  afterAll(() => world.close());

  it("have every field that stripe-node declares, of its kind, and no other", async () => {
    const misfits = new Set<string>();
    const seen = new Set<string>();
    for (const shown of await shownObjects()) {
      if (shown.deleted === true) continue;
      seen.add(shown.object);
      const name = declared[shown.object as keyof typeof declared] as string | undefined;
      const check = shapes.get(name ?? "");
      if (check === undefined) misfits.add(`${shown.object} is not known`);
      else check(shown, shown.object).forEach((each) => misfits.add(each));
    }
    expect([...misfits].sort()).toEqual([]);
    expect([...seen].sort()).toEqual(Object.keys(declared).sort());
  });

  it("would not pass with a field less, a field more or a word that is none", () => {
    const check = shapes.get("Refund");
    const [refund] = world.sandbox.books().refunds;
    expect(check?.(refund, "refund")).toEqual([]);
    const { reason: _, ...less } = { ...refund, colour: "red", object: "refunds", metadata: null };
    expect(check?.(less, "refund").sort()).toEqual([
      "refund.colour is not declared",
      'refund.object is "refunds"',
      "refund.reason is missing",
    ]);
  });
});

function addressOf({ method, segments }: Route): string {
  return `${method} ${segments.join("/")}`;
}

describe("requests", () => {
  it.each(allRoutes.map((route) => [addressOf(route), route] as const))(
    "refuse a parameter that is not theirs: %s",
    (_, route) => {
      const strange = new Map([["colour_of_the_till", "red"]]);
      const read = () => route.prepare(strange, CURRENT_VERSION);
      expect(read).toThrow(ApiError);
      expect(read).toThrow(
        expect.objectContaining({
          status: 400,
          body: expect.objectContaining({
            code: "parameter_unknown",
            param: "colour_of_the_till",
          }) as unknown,
        }),
      );
    },
  );
});
