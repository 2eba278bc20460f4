import type Stripe from "stripe";
import { z } from "zod";
import { callStripe, type Answer } from "./call-stripe.ts";

/** An event as Stripe lists it; the same object that a webhook delivers. */
export type ListedEvent = z.infer<typeof ListedEvent>;

const ListedEvent = z.looseObject({
  id: z.string().startsWith("evt_"),
  object: z.literal("event"),
  type: z.string(),
  created: z.int().min(0),
  livemode: z.boolean(),
});
const Page = z.object({
  object: z.literal("list"),
  data: z.array(ListedEvent),
  has_more: z.boolean(),
});

export type EventsPage = Readonly<{ events: readonly ListedEvent[]; hasMore: boolean }>;

export type Events = Readonly<{
  /** Newest first, from `sinceS` (unix seconds) on; `afterId` continues a list. */
  list: (sinceS: number, afterId: string | null) => Promise<Answer<EventsPage>>;
}>;

/** Stripe keeps events for 30 days. */
export function stripeEvents({ events }: Stripe): Events {
  async function list(sinceS: number, afterId: string | null): Promise<Answer<EventsPage>> {
    const after = afterId === null ? {} : { starting_after: afterId };
    const params = { created: { gte: sinceS }, limit: 100, ...after };
    const answer = await callStripe(Page, () => events.list(params));
    if (answer.kind !== "ok") return answer;
    const { data, has_more: hasMore } = answer.value;
    return { kind: "ok", value: { events: data, hasMore } };
  }
  return { list };
}
