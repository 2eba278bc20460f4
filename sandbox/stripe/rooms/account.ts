import type Stripe from "stripe";
import type { Route } from "../router.ts";
import { endpoint } from "../router.ts";

/** The account of the demo shop, which the key belongs to. */
export function newAccount(
  id: string,
  shop: { name: string; createdAtMs: number },
): Stripe.Account {
  return {
    id,
    object: "account",
    business_profile: {
      mcc: "5411",
      minority_owned_business_designation: null,
      name: shop.name,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: "company",
    charges_enabled: true,
    country: "IE",
    created: Math.floor(shop.createdAtMs / 1000),
    default_currency: "eur",
    details_submitted: true,
    email: "shop@example.com",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}

export const accountRoutes: readonly Route[] = [
  endpoint({
    method: "GET",
    path: "/v1/account",
    params: {},
    returns: "account",
    handle: ({ world }) => world.state.account,
  }),
];
