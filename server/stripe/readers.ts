import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentId, RefundId, RegisterId } from "../../contract/ids.ts";
import type { ReaderView } from "../../contract/reader-views.ts";
import { callStripe, unknown, type Answer } from "./call-stripe.ts";

/** The one action slot of a reader, as far as a payment matters. */
export type ReaderAction = Readonly<{
  intentId: string | null;
  status: "in_progress" | "succeeded" | "failed" | null;
  /** Of an action that failed. */
  failureCode: string | null;
  /** Of a refund that it asks the card for: our id, where it is one of ours. */
  refund: Readonly<{ refundId: string | null }> | null;
}>;

export type ReaderRefund = Readonly<{
  refundId: RefundId;
  paymentId: PaymentId;
  registerId: RegisterId;
  intentId: string;
  readerId: string;
  amountMinor: number;
}>;

export type Send = Readonly<{ readerId: string; intentId: string; idempotencyKey: string }>;

export type Readers = Readonly<{
  list: () => Promise<Answer<readonly ReaderView[]>>;
  /** Ok: the reader acknowledged, and its action is this intent. */
  process: (send: Send) => Promise<Answer<ReaderAction>>;
  /** Asks for the card again. Ok: the reader acknowledged, and its action is this refund. */
  refund: (refund: ReaderRefund) => Promise<Answer<ReaderAction>>;
  read: (readerId: string) => Promise<Answer<ReaderAction>>;
  cancelAction: (readerId: string) => Promise<Answer<ReaderAction>>;
  /** The reader's location; null for a reader that stands nowhere. */
  locationOf: (readerId: string) => Promise<Answer<string | null>>;
  /** What lets terminal-js at the readers of this location. Fresh each time, never kept. */
  connectionToken: (locationId: string) => Promise<Answer<string>>;
}>;

/** A register waits for its list at `hello`: a slow Stripe must not hold it. */
const LIST_TIMEOUT_MS = 3_000;

const Processing = z.object({
  payment_intent: z
    .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
    .nullish(),
});
const Action = z
  .object({
    type: z.string(),
    status: z.enum(["in_progress", "succeeded", "failed"]),
    failure_code: z.string().nullish(),
    process_payment_intent: Processing.nullish(),
    refund_payment: z.object({ metadata: z.record(z.string(), z.string()).nullish() }).nullish(),
  })
  .nullable();

const Reader = z.object({
  id: z.string().startsWith("tmr_"),
  object: z.literal("terminal.reader"),
  label: z.string().nullish(),
  device_type: z.string(),
  status: z.enum(["online", "offline"]).nullish(),
  location: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish(),
  action: Action,
});
type Reader = z.infer<typeof Reader>;
const ConnectionToken = z
  .object({ object: z.literal("terminal.connection_token"), secret: z.string().min(1) })
  .transform(({ secret }) => secret);
const ReaderList = z.object({ object: z.literal("list"), data: z.array(Reader) });

/** Terminal readers of one account. */
export function stripeReaders(stripe: Stripe): Readers {
  const { readers } = stripe.terminal;

  async function list(): Promise<Answer<readonly ReaderView[]>> {
    const options = { timeout: LIST_TIMEOUT_MS };
    const answer = await callStripe(ReaderList, () => readers.list({ limit: 100 }, options));
    return answer.kind === "ok" ? { kind: "ok", value: answer.value.data.map(readerView) } : answer;
  }

  async function process(send: Send): Promise<Answer<ReaderAction>> {
    const { readerId, intentId, idempotencyKey } = send;
    const answer = await sameReader(readerId, () =>
      readers.processPaymentIntent(readerId, { payment_intent: intentId }, { idempotencyKey }),
    );
    if (answer.kind !== "ok" || answer.value.intentId === intentId) return answer;
    return unknown(`the reader's action is not ${intentId}`);
  }

  async function refund(wanted: ReaderRefund): Promise<Answer<ReaderAction>> {
    const { refundId, paymentId, registerId, intentId, readerId, amountMinor } = wanted;
    const params: Stripe.Terminal.ReaderRefundPaymentParams = {
      payment_intent: intentId,
      amount: amountMinor,
      metadata: { refund: refundId, attempt: paymentId, register: registerId },
    };
    const idempotencyKey = `reader-refund-${refundId}`;
    const answer = await sameReader(readerId, () =>
      readers.refundPayment(readerId, params, { idempotencyKey }),
    );
    if (answer.kind !== "ok" || answer.value.refund?.refundId === refundId) return answer;
    return unknown(`the reader's action is not ${refundId}`);
  }

  return {
    list,
    process,
    refund,
    read: (readerId) => sameReader(readerId, () => readers.retrieve(readerId)),
    connectionToken: (location) =>
      callStripe(ConnectionToken, () => stripe.terminal.connectionTokens.create({ location })),
    async locationOf(readerId) {
      const answer = await callStripe(Reader, () => readers.retrieve(readerId));
      if (answer.kind !== "ok") return answer;
      return { kind: "ok", value: answer.value.location ?? null };
    },
    cancelAction: (readerId) => sameReader(readerId, () => readers.cancelAction(readerId)),
  };
}

async function sameReader(
  readerId: string,
  call: () => Promise<unknown>,
): Promise<Answer<ReaderAction>> {
  const answer = await callStripe(Reader, call);
  if (answer.kind !== "ok") return answer;
  const { id, action } = answer.value;
  if (id !== readerId) return unknown(`asked for ${readerId}, answered ${id}`);
  return { kind: "ok", value: action === null ? idle : actionOf(action) };
}

const idle: ReaderAction = { intentId: null, status: null, failureCode: null, refund: null };

function actionOf(action: NonNullable<Reader["action"]>): ReaderAction {
  const { status, failure_code: failureCode = null, refund_payment: refunding } = action;
  return {
    intentId: action.process_payment_intent?.payment_intent ?? null,
    ...{ status, failureCode },
    refund: refunding ? { refundId: refunding.metadata?.["refund"] ?? null } : null,
  };
}

function readerView(reader: Reader): ReaderView {
  const { id, label, device_type: deviceType, status, location = null } = reader;
  return {
    readerId: id,
    label: label ?? id,
    deviceType,
    status: status ?? "unknown",
    locationId: location,
  };
}
