import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { balanceIn } from "../money/book.ts";
import { cancelPayout } from "../money/payout-course.ts";
import { bankAccountId, makePayout } from "../money/payout-run.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { amount, currency } from "../params/money.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";

const createParams = {
  amount: amount(),
  currency: currency(),
  description: optional(text()),
  destination: optional(text()),
  metadata: metadata(),
  method: optional(oneOf(["standard", "instant"])),
  payout_method: later(),
  source_type: optional(oneOf(["bank_account", "card", "fpx"])),
  statement_descriptor: optional(text(22)),
};

/** A payout by hand. Stripe cannot say which transactions are in it. */
function create({ world, cause }: Call, params: Values<typeof createParams>): Stripe.Payout {
  const { destination } = params;
  if (destination !== undefined && destination !== bankAccountId(world)) {
    throw noSuch("external account", destination, { param: "destination", inPath: false });
  }
  if (params.amount > balanceIn(world, params.currency).availableMinor) {
    throw invalidRequest(
      "You have insufficient funds in your Stripe account for this payout. Your card balance is too low. You can use the the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).",
      { code: "balance_insufficient", param: "amount" },
    );
  }
  return makePayout(world, {
    amount: params.amount,
    currency: params.currency,
    automatic: false,
    method: params.method ?? "standard",
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    statementDescriptor: params.statement_descriptor ?? null,
    cause,
  });
}

function payoutOf({ world, ids }: Call): Stripe.Payout {
  const id = ids[0] ?? "";
  const payout = findRow(world.state.payouts, id);
  if (payout !== undefined) return payout;
  throw noSuch("payout", id, { param: "payout", inPath: true });
}

const updateParams = { metadata: metadata() };

function update(call: Call, params: Values<typeof updateParams>): Stripe.Payout {
  const { world, cause } = call;
  const payout = payoutOf(call);
  const before = structuredClone(payout);
  payout.metadata = mergedMetadata(payout.metadata ?? {}, params.metadata);
  const previous = previousOf(before, payout);
  emit(world, { type: "payout.updated", object: payout, previous, cause });
  return payout;
}

function cancel(call: Call): Stripe.Payout {
  const payout = payoutOf(call);
  if (payout.automatic || payout.status !== "pending") {
    const why = payout.automatic ? "it is automatic" : `its status is ${payout.status}`;
    throw invalidRequest(`This payout cannot be canceled because ${why}.`, {
      code: "payout_not_cancelable",
    });
  }
  cancelPayout(call.world, payout, call.cause);
  return payout;
}

const reverseParams = { metadata: metadata() };

/** Takes the money of a paid payout back from the bank, with a payout the other way. */
function reverse(call: Call, params: Values<typeof reverseParams>): Stripe.Payout {
  const { world, cause } = call;
  const payout = payoutOf(call);
  if (payout.status !== "paid" || payout.reversed_by !== null || payout.amount < 0) {
    throw invalidRequest(
      `This payout cannot be reversed because its status is ${payout.status}, or because it has been reversed already.`,
    );
  }
  const reversal = makePayout(world, {
    amount: -payout.amount,
    currency: payout.currency,
    automatic: false,
    method: "standard",
    description: "STRIPE PAYOUT REVERSAL",
    metadata: mergedMetadata({}, params.metadata),
    statementDescriptor: null,
    cause,
  });
  reversal.original_payout = payout.id;
  payout.reversed_by = reversal.id;
  return reversal;
}

const listParams = {
  ...pageParams,
  arrival_date: createdRange(),
  created: createdRange(),
  destination: optional(text()),
  status: optional(oneOf(["canceled", "failed", "in_transit", "paid", "pending"])),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.payouts,
    url: path,
    what: "payout",
    page: params,
    keep: (payout) =>
      params.created.isInside(payout.created) &&
      params.arrival_date.isInside(payout.arrival_date) &&
      (params.destination ?? payout.destination) === payout.destination &&
      (params.status ?? payout.status) === payout.status,
  });
}

const path = "/v1/payouts";
const one = `${path}/:id`;
const returns = "payout";

export const payoutRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: payoutOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "POST", path: `${one}/cancel`, params: {}, returns, handle: cancel }),
  endpoint({
    method: "POST",
    path: `${one}/reverse`,
    params: reverseParams,
    returns,
    handle: reverse,
  }),
];
