import type { Books } from "../../sandbox/stripe/control/books.ts";
import type { Present, ReaderChange } from "../../sandbox/stripe/control/reader-control.ts";
import type { ReaderView } from "../../sandbox/stripe/control/reader-view.ts";
import type { NewFault } from "../../sandbox/stripe/faults.ts";

/** Stripe's test cards by what becomes of them. */
export const cards = {
  good: "4242424242424242",
  mastercard: "5555555555554444",
  declined: "4000000000000002",
  noFunds: "4000000000009995",
  interac: "4506445006931933",
  stolen: "4000000000009979",
} as const;

export type StripeControl = ReturnType<typeof stripeControl>;

/** The hands behind the demo's Stripe: its control API, over HTTP as any program speaks it. */
export function stripeControl({
  stripeUrl,
  readerUrl,
}: Readonly<{ stripeUrl: string; readerUrl: string }>) {
  const reader = `/readers/${readerUrl.split("/").at(-1) ?? ""}`;

  async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${stripeUrl}/_sandbox${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }

  return {
    /** Where it is, for pages that customers open. */
    url: stripeUrl,
    books: () => ask<Books>("GET", "/books"),
    reader: () => ask<ReaderView>("GET", reader),
    setReader: (change: ReaderChange) => ask<ReaderView>("POST", reader, change),
    present: (card: Present = {}) => ask<ReaderView>("POST", `${reader}/present`, card),
    chooseTip: (amountMinor: number) => ask<ReaderView>("POST", `${reader}/tip`, { amountMinor }),
    addFault: (fault: NewFault) => ask<object>("POST", "/faults", fault),
    clearFaults: () => ask<object>("DELETE", "/faults"),
    pauseDeliveries: () => ask<object>("POST", "/deliveries/pause"),
    resumeDeliveries: () => ask<object>("POST", "/deliveries/resume"),
    /** What is due by then happens: pages close, holds are lost. */
    advanceClock: (byMs: number) => ask<object>("POST", "/clock/advance", { byMs }),
  };
}

type Stripe = Readonly<{ stripeUrl: string }>;
type Listed = Readonly<{ id: string; data: readonly { id: string; location: string }[] }>;

/** The demo's Stripe as a shop's own program would set it up; any test key opens it. */
async function setUp({ stripeUrl }: Stripe, path: string, params?: Record<string, string>) {
  const answer = await fetch(`${stripeUrl}/v1/terminal${path}`, {
    method: params === undefined ? "GET" : "POST",
    headers: { Authorization: "Bearer sk_test_any_key_of_a_test" },
    ...(params === undefined ? {} : { body: new URLSearchParams(params) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Listed;
}

/** Has the readers ask for a tip before the card, as a shop sets it at Stripe. */
export async function askForTips(stripe: Stripe): Promise<void> {
  const { data } = await setUp(stripe, "/locations");
  const shares = [5, 10, 15].map((each, at) => [`tipping[eur][percentages][${at}]`, `${each}`]);
  const { id } = await setUp(
    stripe,
    "/configurations",
    Object.fromEntries(shares) as Record<string, string>,
  );
  await setUp(stripe, `/locations/${data[0]?.id ?? ""}`, { configuration_overrides: id });
}

/** One more reader on the counter, at the first one's location; its id. */
export async function addReader(stripe: Stripe, label: string): Promise<string> {
  const { data } = await setUp(stripe, "/readers");
  const location = data[0]?.location ?? "";
  const made = { registration_code: "simulated-wpe", label, location };
  return (await setUp(stripe, "/readers", made)).id;
}
