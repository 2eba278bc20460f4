import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";

/** The version that stripe 23.1 is pinned to; objects are built in its shape. */
export const CURRENT_VERSION = "2026-10-28.endive" satisfies NonNullable<
  Stripe.StripeConfig["apiVersion"]
>;

/** From this version on `payment_method_types` cannot be written (stripe-node 23 changelog). */
const WITHOUT_PAYMENT_METHOD_TYPES = "2026-09-30";

/** The version a request asks for; without a header, the account's. */
export function versionOf(header: string | undefined): string {
  const version = header ?? CURRENT_VERSION;
  if (isVersion(version)) return version;
  throw invalidRequest(`Invalid Stripe API version: ${version.slice(0, 80)}`);
}

/** What the answer says that it is written in, also where the request named none that there is. */
export function answeredVersion(header: string | undefined): string {
  return header !== undefined && isVersion(header) ? header : CURRENT_VERSION;
}

function isVersion(version: string): boolean {
  const isDated = /^20\d\d-[01]\d-[0-3]\d(\.[a-z]+)?$/.test(version);
  return isDated && version.slice(0, 10) <= CURRENT_VERSION.slice(0, 10);
}

/** The last of the versions in which `payment_method_types` was written, by name. */
const OLDER = "2026-03-25.dahlia";

/**
 * The CLI sends no version, and its own fixtures still write `payment_method_types`: at Stripe they
 * work in accounts whose default version is older. Such a request is read as one of then.
 */
export function cliVersion(request: {
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}): string | undefined {
  const isCli = request.header("user-agent")?.includes("stripe-cli/") === true;
  return isCli && /(^|&)payment_method_types(%5B|\[)/i.test(request.body) ? OLDER : undefined;
}

export function hasWritablePaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) < WITHOUT_PAYMENT_METHOD_TYPES;
}
