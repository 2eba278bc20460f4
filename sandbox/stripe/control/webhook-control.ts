import { z } from "zod";
import { noSuch } from "../api-error.ts";
import { failRefund } from "../behaviour/settle-refund.ts";
import type { RefundFailure } from "../behaviour/refund-failures.ts";
import { refundFailures } from "../behaviour/refund-failures.ts";
import { shelfRows } from "../shelf/shelf.ts";
import { findRow } from "../table.ts";
import type { Attempt, Delivery } from "../webhooks/delivery.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import { rollSecret } from "../webhooks/secrets.ts";
import type { World } from "../world.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long the old secret signs along: not at all, or up to a day. */
export const Roll = z.strictObject({ keepOldMs: z.int().min(0).max(DAY_MS).default(0) });

export const FailRefund = z.strictObject({
  reason: z.enum(refundFailures).default("expired_or_canceled_card"),
});

/** What decides what readers and captures may do. */
export const AccountChange = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** When the account was opened: reports reach back to that day. */
  createdAtMs: z.int().min(0).optional(),
  /** The trade, by its merchant category code. */
  mcc: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  name: z.string().min(1).max(100).optional(),
});
export type AccountChange = z.infer<typeof AccountChange>;

/** A delivery in the words of Stripe's own page; no API of Stripe's shows them. */
export type DeliveryRecord = {
  id: string;
  event: string;
  type: string;
  endpoint: string;
  status: "Delivered" | "Pending" | "Failed";
  attempts: Attempt[];
  /** Milliseconds since 1970; null when no attempt is planned. */
  nextAtMs: number | null;
};

/** What a person does on Stripe's pages about webhooks and refunds. */
export type WebhookControl = {
  /** Gives the endpoint or destination a new signing secret. */
  readonly rollSecret: (endpointId: string, keepOldMs?: number) => { secret: string };
  /** Newest first. */
  readonly deliveries: () => DeliveryRecord[];
  /** The shop moves, or changes its trade or name. */
  readonly setAccount: (change: AccountChange) => void;
  /** The bank sends a refund back. */
  readonly failRefund: (refundId: string, reason?: RefundFailure) => void;
};

export function webhookControl(deps: { world: World; dispatcher: Dispatcher }): WebhookControl {
  const { world, dispatcher } = deps;
  return {
    rollSecret: (endpointId, keepOldMs = 0) => {
      const secret = rollSecret(world, endpointId, Roll.parse({ keepOldMs }).keepOldMs);
      world.changed();
      return { secret };
    },
    deliveries: () => shelfRows(world.state.deliveries).map(recordOf).reverse(),
    setAccount: (change) => {
      const { country, createdAtMs, mcc, name } = AccountChange.parse(change);
      const { account } = world.state;
      if (country !== undefined) account.country = country;
      if (createdAtMs !== undefined) account.created = Math.floor(createdAtMs / 1000);
      if (account.business_profile && mcc !== undefined) account.business_profile.mcc = mcc;
      if (account.business_profile && name !== undefined) account.business_profile.name = name;
      world.changed();
    },
    failRefund: (refundId, reason) => {
      const refund = findRow(world.state.refunds, refundId);
      if (refund === undefined) {
        throw noSuch("refund", refundId, { param: "refund", inPath: true });
      }
      failRefund(world, refund, FailRefund.parse({ reason }).reason);
      world.changed();
      void dispatcher.sendOutgoing();
    },
  };
}

function recordOf(delivery: Delivery): DeliveryRecord {
  const { state } = delivery;
  const open = state === "pending" || state === "dropped";
  return structuredClone({
    id: delivery.id,
    event: delivery.eventId,
    type: delivery.eventType,
    endpoint: delivery.endpointId,
    status: state === "delivered" ? "Delivered" : open ? "Pending" : "Failed",
    attempts: delivery.attempts,
    nextAtMs: delivery.nextAtMs,
  });
}
