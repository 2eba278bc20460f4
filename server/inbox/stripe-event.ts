import { z } from "zod";
import { ok, refuse, type Result } from "../../contract/result.ts";
import { strictJson, type BadJson } from "./strict-json.ts";

/** A snapshot event, in what the relay reads of it. */
export const StripeEvent = z.object({
  id: z.string().regex(/^evt_\w{1,120}$/),
  object: z.literal("event"),
  type: z.string().min(1).max(200),
  created: z.int().min(0),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ object: z.string() }) }),
});
export type StripeEvent = z.infer<typeof StripeEvent>;

/** What is signed and is no event all the same: somebody holds a secret, or Stripe changed. */
export function parseEvent(body: Uint8Array): Result<StripeEvent, BadJson | "not-an-event"> {
  const json = strictJson(body);
  if (!json.ok) return json;
  const event = StripeEvent.safeParse(json.value);
  if (event.success) return ok(event.data);
  return refuse("not-an-event", event.error.issues[0]?.path.join("."));
}
