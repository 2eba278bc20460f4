import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { balanceOf } from "../money/balance-of.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";

function transactionOf({ world, ids }: Call): Stripe.BalanceTransaction {
  const id = ids[0] ?? "";
  const transaction = findRow(world.state.balanceTransactions, id);
  if (transaction !== undefined) return transaction;
  throw noSuch("balance transaction", id, { param: "id", inPath: true });
}

const listParams = {
  ...pageParams,
  created: createdRange(),
  currency: optional(text(3)),
  payout: optional(text()),
  source: optional(text()),
  type: optional(text()),
};

/** With `payout`, what an automatic payout is made of, its own transaction among it. */
function list({ world }: Call, params: Values<typeof listParams>): object {
  const { currency, payout, source, type } = params;
  const table = world.state.balanceTransactions;
  return pageOf({
    table: payout === undefined ? table : { ...table, order: idsIn(world, payout) },
    url: path,
    what: "balance transaction",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      (currency ?? each.currency) === each.currency &&
      (source ?? each.source) === each.source &&
      (type ?? each.type) === each.type,
  });
}

function idsIn({ state }: World, payoutId: string): string[] {
  if (findRow(state.payouts, payoutId) === undefined) {
    throw noSuch("payout", payoutId, { param: "payout", inPath: false });
  }
  return state.money.transactionsOf[payoutId] ?? [];
}

const path = "/v1/balance_transactions";
const returns = "balance_transaction";

/** The older names still answer: `/v1/balance/history`. */
const paths = [path, "/v1/balance/history"];

export const balanceRoutes: readonly Route[] = [
  endpoint({
    method: "GET",
    path: "/v1/balance",
    params: {},
    returns: "balance",
    handle: ({ world }) => balanceOf(world),
  }),
  ...paths.flatMap((each) => [
    endpoint({
      method: "GET",
      path: each,
      params: listParams,
      returns,
      isList: true,
      handle: list,
    }),
    endpoint({ method: "GET", path: `${each}/:id`, params: {}, returns, handle: transactionOf }),
  ]),
];
