import type Stripe from "stripe";
import { idOf } from "../../../../sandbox/stripe/id-of.ts";
import type { StripeWorld } from "./stripe-world.ts";
import { createIntent, openStripeWorld, registerReader } from "./stripe-world.ts";

export const DAY_MS = 24 * 60 * 60 * 1000;

export type MoneyWorld = StripeWorld & {
  readerId: string;
  /** A sale by card, captured in full or in part; gives the charge as it is then. */
  sell: (how?: SaleWish) => Promise<Stripe.Charge>;
  advanceDays: (days: number) => Promise<void>;
  eventTypes: () => string[];
};

export type SaleWish = {
  amount?: number;
  number?: string;
  toCapture?: number;
  captureMethod?: "manual" | "automatic" | "automatic_async";
};

/** A shop with a reader. The amounts end in 00: other endings mean something to the reader. */
export async function openMoneyWorld(): Promise<MoneyWorld> {
  const world = await openStripeWorld();
  const { stripe, sandbox } = world;
  const { id: readerId } = await registerReader(stripe);

  async function sell(how: SaleWish = {}): Promise<Stripe.Charge> {
    const captureMethod = how.captureMethod ?? "manual";
    const amount = how.amount ?? 10_000;
    const intent = await createIntent(stripe, { amount, capture_method: captureMethod });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
    await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
      type: "card_present",
      card_present: { number: how.number ?? "4242424242424242" },
    });
    if (captureMethod === "manual") {
      const part = how.toCapture === undefined ? {} : { amount_to_capture: how.toCapture };
      await stripe.paymentIntents.capture(intent.id, part);
    }
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    return stripe.charges.retrieve(idOf(paid.latest_charge));
  }

  return {
    ...world,
    readerId,
    sell,
    advanceDays: async (days) => {
      await sandbox.control.advanceClock({ byMs: days * DAY_MS });
    },
    eventTypes: () => sandbox.books().events.map(({ type }) => type),
  };
}

/** The rows of a CSV file by the names of its columns. The sandbox's files quote no newlines. */
export function rowsOfCsv(text: string): Record<string, string>[] {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    );
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

/** `-12.50` in minor units, read by its digits. */
export function minorOf(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  return sign * Number(text.replace(/[-.]/g, ""));
}

/** Runs a report and fetches its file as a client does: with the key, from the result's address. */
export async function fetchReport(
  world: StripeWorld,
  params: Stripe.Reporting.ReportRunCreateParams,
): Promise<Record<string, string>[]> {
  const { stripe, sandbox } = world;
  const { id } = await stripe.reporting.reportRuns.create(params);
  await sandbox.control.advanceClock({ byMs: 5_000 });
  const run = await stripe.reporting.reportRuns.retrieve(id);
  const answer = await fetch(run.result?.url ?? "", {
    headers: { Authorization: `Bearer ${sandbox.key}` },
  });
  return rowsOfCsv(await answer.text());
}
