import { z } from "zod";
import { PaymentId } from "../../contract/ids.ts";
import type { StaleObject } from "../storage/rows.ts";
import type { StripeEvent } from "./stripe-event.ts";

type Named = Omit<StaleObject, "connection"> & Readonly<{ isConcern?: boolean }>;

const IntentId = z.string().regex(/^pi_\w{1,100}$/);
/** An id, or the object itself where a list had it expanded. */
const IntentRef = z.union([IntentId, z.object({ id: IntentId }).transform(({ id }) => id)]);
const RefundId = z.string().regex(/^(re|pyr)_\w{1,100}$/);
const WithIntent = z.object({ payment_intent: IntentRef });
const Refund = z.object({ id: RefundId });
const Reader = z.object({ action: z.looseObject({ type: z.string() }) });

type Namer = (object: unknown) => readonly Named[];

const namers: Readonly<Record<string, Namer>> = {
  payment_intent: (object) => intents(z.object({ id: IntentId }).safeParse(object).data?.id),
  refund: (object) => [...refundNamed(Refund.safeParse(object).data?.id), ...ofPayment(object)],
  charge: (object) => ofPayment(object),
  dispute: (object) => ofConcern(object),
  "radar.early_fraud_warning": (object) => ofConcern(object),
  review: (object) => ofConcern(object),
  "checkout.session": (object) => ofSession(object),
  "terminal.reader": (object) => ofReader(object),
};

/** The objects that an event names: what must be read now, whatever the event says of them. */
export function objectsOf({ data: { object } }: StripeEvent): readonly Named[] {
  return Object.hasOwn(namers, object.object) ? (namers[object.object]?.(object) ?? []) : [];
}

const intents = (id: string | undefined): readonly Named[] =>
  id === undefined ? [] : [{ kind: "intent", objectId: id }];

const refundNamed = (id: string | undefined): readonly Named[] =>
  id === undefined ? [] : [{ kind: "refund", objectId: id }];

/** What follows a payment is read with its intent. */
const ofConcern: Namer = (object) =>
  ofPayment(object).map((named) => ({ ...named, isConcern: true }));

const ofPayment = (object: unknown) => intents(WithIntent.safeParse(object).data?.payment_intent);

const Session = z.object({ metadata: z.object({ attempt: PaymentId }) });

/** A session of ours names its attempt; whether it is one of ours, the table says. */
function ofSession(object: unknown): readonly Named[] {
  const session = Session.safeParse(object).data;
  return session === undefined ? [] : [{ kind: "attempt", objectId: session.metadata.attempt }];
}

/** `action.<type>.payment_intent`, whichever action it was. */
function ofReader(object: unknown): readonly Named[] {
  const reader = Reader.safeParse(object);
  return reader.success ? ofPayment(reader.data.action[reader.data.action.type]) : [];
}
