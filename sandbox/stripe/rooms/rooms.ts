import type { Route } from "../router.ts";
import { accountRoutes } from "./account.ts";
import { balanceRoutes } from "./balance.ts";
import { disputeRoutes } from "./disputes.ts";
import { fileRoutes } from "./files.ts";
import { payoutRoutes } from "./payouts.ts";
import { reportingRoutes } from "./reporting.ts";
import { riskRoutes } from "./risk.ts";
import { chargeRoutes } from "./charges.ts";
import { cliSessionRoutes } from "./cli-sessions.ts";
import { configurationRoutes } from "./configurations.ts";
import { connectionTokenRoutes } from "./connection-tokens.ts";
import { checkoutRoutes } from "./checkout-sessions.ts";
import { customerRoutes } from "./customers.ts";
import { invoiceDraftRoutes } from "./invoice-drafts.ts";
import { invoiceItemRoutes } from "./invoice-items.ts";
import { invoiceRoutes } from "./invoices.ts";
import { setupIntentRoutes } from "./setup-intents.ts";
import { resumeSubscriptionRoutes } from "./resume-subscription.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { eventDestinationRoutes } from "./event-destinations.ts";
import { eventRoutes } from "./events.ts";
import { incrementRoutes } from "./increment-authorization.ts";
import { locationRoutes } from "./locations.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { paymentPageRoutes } from "./payment-pages.ts";
import { paymentMethodRoutes } from "./payment-methods.ts";
import { priceRoutes } from "./prices.ts";
import { productRoutes } from "./products.ts";
import { readerActionRoutes } from "./reader-actions.ts";
import { readerInputRoutes } from "./reader-inputs.ts";
import { readerPaymentRoutes } from "./reader-payments.ts";
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
  ...incrementRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...locationRoutes,
  ...readerRoutes,
  ...readerActionRoutes,
  ...readerPaymentRoutes,
  ...readerInputRoutes,
  ...configurationRoutes,
  ...connectionTokenRoutes,
  ...testHelperRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...eventDestinationRoutes,
  ...cliSessionRoutes,
  ...customerRoutes,
  ...setupIntentRoutes,
  ...checkoutRoutes,
  ...paymentPageRoutes,
  ...subscriptionRoutes,
  ...resumeSubscriptionRoutes,
  ...invoiceRoutes,
  ...invoiceDraftRoutes,
  ...invoiceItemRoutes,
  ...paymentMethodRoutes,
  ...productRoutes,
  ...priceRoutes,
];
