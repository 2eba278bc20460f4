import express, { type Request, type RequestHandler, type Response } from "express";
import { ok, refuse, type Result } from "../../contract/result.ts";
import { TroubleError } from "../../contract/trouble.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { parseEvent, type StripeEvent } from "../inbox/stripe-event.ts";
import type { Clock, Logger, Trace } from "../ports.ts";
import type { Accounts, StripeAccount } from "../stripe/accounts.ts";
import { checkHead, MAX_BODY_BYTES, webhookRefusals } from "./webhook-bounds.ts";
import type { WebhookRefusal } from "./webhook-bounds.ts";

export type WebhookDeps = Readonly<{
  accounts: Accounts;
  inbox: Inbox;
  now: Clock;
  log: Logger;
  trace: Trace;
  /** A webhook that was genuine. */
  onHeard: (connection: string) => void;
}>;

type Signed = Readonly<{ account: StripeAccount; event: StripeEvent; body: Buffer }>;

const readRaw: RequestHandler = express.raw({
  type: () => true,
  limit: MAX_BODY_BYTES,
  inflate: false,
});

/** Answers 200 only once the event is stored, raw: until then Stripe keeps the duty to retry. */
export async function stripeWebhook(deps: WebhookDeps, req: Request, res: Response): Promise<void> {
  const signed = await receive(deps, req, res);
  if (!signed.ok) {
    refuseRequest(res, signed.refusal);
    return;
  }
  const { account, event, body } = signed.value;
  deps.trace("event-verified");
  deps.onHeard(account.name);
  const isKept = await keep(deps, { account, event, body });
  if (!isKept) {
    refuseRequest(res, "storage-failed");
    return;
  }
  res.json({ received: true });
  deps.trace("event-answered");
}

export function refuseRequest(res: Response, refusal: WebhookRefusal): void {
  // An unread body would be taken for the next request.
  if (!res.req.complete) res.set("connection", "close");
  res.status(webhookRefusals[refusal]).json({ refusal });
}

async function receive(
  deps: WebhookDeps,
  req: Request,
  res: Response,
): Promise<Result<Signed, WebhookRefusal>> {
  const connection = req.params["0"] ?? "";
  const account = deps.accounts.get(connection);
  if (!account) return refuse("unknown-connection");
  const header = checkHead(req, deps.now());
  if (!header.ok) return header;
  const body = await readBody(req, res);
  if (!body.ok) return body;
  const verdict = account.verifySignature(body.value, header.value);
  if (verdict === "forged") return refuse("signature-forged");
  const event = parseEvent(body.value);
  if (event.ok) return ok({ account, event: event.value, body: body.value });
  // Signed with our secret, and not what Stripe sends: somebody should look.
  deps.log.error("a signed webhook is malformed", { connection, refusal: event.refusal });
  return event;
}

function readBody(req: Request, res: Response): Promise<Result<Buffer, WebhookRefusal>> {
  return new Promise((resolve) => {
    readRaw(req, res, (error: unknown) => {
      const body: unknown = req.body;
      if (error === undefined && Buffer.isBuffer(body)) resolve(ok(body));
      else resolve(refuse(isTooLarge(error) ? "body-too-large" : "body-unreadable"));
    });
  });
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 413;
}

async function keep(deps: WebhookDeps, { account, event, body }: Signed): Promise<boolean> {
  try {
    const { name, mode } = account;
    await deps.inbox.store({ connection: { name, mode }, source: "webhook", event, body });
    return true;
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    const { code } = error;
    deps.log.error("an event was not kept", { connection: account.name, eventId: event.id, code });
    return false;
  }
}
