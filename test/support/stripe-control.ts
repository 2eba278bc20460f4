import type { Books } from "../../sandbox/stripe/control/books.ts";
import type { Present, ReaderChange } from "../../sandbox/stripe/control/reader-control.ts";
import type { ReaderView } from "../../sandbox/stripe/control/reader-view.ts";
import type { NewFault } from "../../sandbox/stripe/faults.ts";

/** Stripe's test cards by what becomes of them. */
export const cards = {
  good: "4242424242424242",
  declined: "4000000000000002",
  noFunds: "4000000000009995",
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
    books: () => ask<Books>("GET", "/books"),
    reader: () => ask<ReaderView>("GET", reader),
    setReader: (change: ReaderChange) => ask<ReaderView>("POST", reader, change),
    present: (card: Present = {}) => ask<ReaderView>("POST", `${reader}/present`, card),
    addFault: (fault: NewFault) => ask<object>("POST", "/faults", fault),
    clearFaults: () => ask<object>("DELETE", "/faults"),
    pauseDeliveries: () => ask<object>("POST", "/deliveries/pause"),
    resumeDeliveries: () => ask<object>("POST", "/deliveries/resume"),
  };
}
