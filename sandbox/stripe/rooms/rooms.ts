import type { Route } from "../router.ts";
import { accountRoutes } from "./account.ts";
import { balanceRoutes } from "./balance.ts";
import { disputeRoutes } from "./disputes.ts";
import { fileRoutes } from "./files.ts";
import { payoutRoutes } from "./payouts.ts";
import { reportingRoutes } from "./reporting.ts";
import { riskRoutes } from "./risk.ts";
import { chargeRoutes } from "./charges.ts";
import { connectionTokenRoutes } from "./connection-tokens.ts";
import { customerRoutes } from "./customers.ts";
import { eventRoutes } from "./events.ts";
import { locationRoutes } from "./locations.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { paymentMethodRoutes } from "./payment-methods.ts";
import { priceRoutes } from "./prices.ts";
import { productRoutes } from "./products.ts";
import { readerActionRoutes } from "./reader-actions.ts";
import { readerRoutes } from "./readers.ts";
import { refundRoutes } from "./refunds.ts";
import { testHelperRoutes } from "./test-helpers.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** A room per resource; a new one is a file and a line here. */
export const allRoutes: readonly Route[] = [
  ...accountRoutes,
  ...balanceRoutes,
  ...payoutRoutes,
  ...disputeRoutes,
  ...riskRoutes,
  ...reportingRoutes,
  ...fileRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...locationRoutes,
  ...readerRoutes,
  ...readerActionRoutes,
  ...connectionTokenRoutes,
  ...testHelperRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...productRoutes,
  ...priceRoutes,
];
