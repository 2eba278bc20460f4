import { z } from "zod";
import { refundFailures } from "./behaviour/refund-failures.ts";

/** `*` stands for anything, also for nothing. */
const Pattern = z.string().min(1).max(200);

const ApiMatch = z.strictObject({ method: z.string().max(10).optional(), path: Pattern });
const WebhookMatch = z.strictObject({
  event: Pattern,
  endpoint: z.string().max(100).optional(),
});

/** How often it strikes; null for until it is cleared. `skip` lets the first ones pass. */
const counting = {
  times: z.int().min(1).max(1_000_000).nullable().default(1),
  skip: z.int().min(0).max(1_000_000).default(0),
  /** A name by which a page or a test finds its own fault again. */
  tag: z.string().max(100).optional(),
};

const Delay = z.int().min(0).max(3_600_000);

export const ApiFault = z.discriminatedUnion("do", [
  /** The connection dies before anything was done. */
  z.strictObject({ on: ApiMatch, do: z.literal("cut-before"), ...counting }),
  /** Everything was done, and the answer is lost. */
  z.strictObject({ on: ApiMatch, do: z.literal("cut-after"), ...counting }),
  /** An error answer in Stripe's shape; `isDone` says whether the work was done nonetheless. */
  z.strictObject({
    on: ApiMatch,
    do: z.literal("answer-status"),
    status: z.int().min(400).max(599),
    isDone: z.boolean().default(false),
    ...counting,
  }),
  /** A body that no client of Stripe expects (B27), with the work done or not. */
  z.strictObject({
    on: ApiMatch,
    do: z.literal("answer-body"),
    body: z.enum(["html", "truncated-json", "wrong-object", "huge", "redirect", "empty"]),
    isDone: z.boolean().default(false),
    ...counting,
  }),
  z.strictObject({ on: ApiMatch, do: z.literal("wait-before"), delayMs: Delay, ...counting }),
  z.strictObject({ on: ApiMatch, do: z.literal("wait-after"), delayMs: Delay, ...counting }),
  /** The events of this request are delivered, and only then it is answered (F26). */
  z.strictObject({ on: ApiMatch, do: z.literal("webhook-first"), ...counting }),
]);
export type ApiFault = z.infer<typeof ApiFault>;

export const WebhookFault = z.discriminatedUnion("do", [
  z.strictObject({ on: WebhookMatch, do: z.literal("drop-webhook"), ...counting }),
  z.strictObject({
    on: WebhookMatch,
    do: z.literal("repeat-webhook"),
    copies: z.int().min(1).max(1000).default(1),
    ...counting,
  }),
  z.strictObject({ on: WebhookMatch, do: z.literal("delay-webhook"), delayMs: Delay, ...counting }),
  /** The endpoint fails an attempt, first or repeated; null: it is silent until time is up. */
  z.strictObject({
    on: WebhookMatch,
    do: z.literal("fail-webhook"),
    status: z.int().min(300).max(599).nullable().default(503),
    ...counting,
  }),
  /**
   * Keeps `times` deliveries back and then sends them last first, one after the other; so does
   * whoever takes the fault away before it has them all.
   */
  z.strictObject({
    on: WebhookMatch,
    do: z.literal("reverse-webhooks"),
    ...counting,
    times: z.int().min(2).max(1_000).default(2),
  }),
]);
export type WebhookFault = z.infer<typeof WebhookFault>;

/** The next refund looks fine and fails after this time on the sandbox's clock. */
export const RefundFault = z.strictObject({
  on: z.strictObject({ charge: Pattern }).default({ charge: "*" }),
  do: z.literal("fail-refund"),
  delayMs: z
    .int()
    .min(0)
    .max(30 * 24 * 60 * 60 * 1000)
    .default(5_000),
  reason: z.enum(refundFailures).default("expired_or_canceled_card"),
  ...counting,
});

export const NewFault = z.union([ApiFault, WebhookFault, RefundFault]);
export type NewFault = z.input<typeof NewFault>;
export type Fault = z.infer<typeof NewFault> & { id: string };

type FaultOf<Do extends Fault["do"]> = Extract<Fault, { do: Do }>;

/** Takes the first fault of these kinds that fits, and counts it down. */
export function takeFault<Do extends Fault["do"]>(
  faults: Fault[],
  kinds: readonly Do[],
  isMeant: (fault: FaultOf<Do>) => boolean,
): FaultOf<Do> | undefined {
  for (const fault of [...faults]) {
    if (!isOneOf(fault, kinds) || !isMeant(fault)) continue;
    if (fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    const taken = structuredClone(fault);
    if (fault.times !== null) fault.times -= 1;
    if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
    return taken;
  }
  return undefined;
}

function isOneOf<Do extends Fault["do"]>(fault: Fault, kinds: readonly Do[]): fault is FaultOf<Do> {
  return kinds.some((kind) => kind === fault.do);
}

export function isMatch(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}
