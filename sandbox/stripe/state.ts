import type Stripe from "stripe";
import type { Delivery } from "./webhooks/delivery.ts";
import type { Fault } from "./faults.ts";
import type { KeptAnswer } from "./http/kept-answer.ts";
import type { Job } from "./clock/job.ts";
import type { ClockSetting } from "./clock/virtual-clock.ts";
import type { MoneyState } from "./money/money-state.ts";
import { newMoney } from "./money/money-state.ts";
import type { ReaderSide } from "./behaviour/reader-side.ts";
import type { CheckoutSide } from "./behaviour/checkout-side.ts";
import type { KeptCard } from "./behaviour/kept-card.ts";
import type { Shelf } from "./shelf/shelf.ts";
import { emptyShelf } from "./shelf/shelf.ts";
import type { Table } from "./table.ts";
import type { Wire } from "./wire.ts";
import { emptyTable } from "./table.ts";

/**
 * Everything the sandbox knows, as one plain value: what can be written as JSON can be saved,
 * loaded and compared. Objects are kept as Stripe shows them, with ids where Stripe expands.
 */
export type State = {
  seed: string;
  /** How many ids of each prefix were made, so that a loaded state goes on counting. */
  idCounts: Record<string, number>;
  account: Stripe.Account;
  paymentIntents: Table<Stripe.PaymentIntent>;
  paymentMethods: Table<Stripe.PaymentMethod>;
  charges: Table<Stripe.Charge>;
  refunds: Table<Stripe.Refund>;
  locations: Table<Stripe.Terminal.Location>;
  readers: Table<Stripe.Terminal.Reader>;
  configurations: Table<Stripe.Terminal.Configuration>;
  /** Physical readers that show their registration code, by it. */
  unregisteredReaders: Record<string, Stripe.Terminal.Reader["device_type"]>;
  /** What a reader does beside what the API shows of it, by reader id. */
  readerSides: Record<string, ReaderSide>;
  /** Uncaptured intents in the order of their capture deadline. */
  holds: string[];
  /** How often a hold was asked to grow, by intent. */
  increments: Record<string, number>;
  customers: Table<Stripe.Customer | Stripe.DeletedCustomer>;
  /** The number behind a payment method of type card, which no answer shows; by its id. */
  cards: Record<string, KeptCard>;
  setupIntents: Table<Stripe.SetupIntent>;
  products: Table<Stripe.Product>;
  prices: Table<Wire<Stripe.Price>>;
  checkoutSessions: Table<Stripe.Checkout.Session>;
  /** What a checkout session does not show of itself, by its id. */
  checkoutSides: Record<string, CheckoutSide>;
  subscriptions: Table<Wire<Stripe.Subscription>>;
  invoices: Table<Wire<Stripe.Invoice>>;
  /** Those without an invoice wait for the customer's next one. */
  invoiceItems: Table<Wire<Stripe.InvoiceItem>>;
  clock: ClockSetting;
  /** What is to happen by itself, in order. */
  agenda: Job[];
  money: MoneyState;
  balanceTransactions: Table<Stripe.BalanceTransaction>;
  payouts: Table<Stripe.Payout>;
  disputes: Table<Stripe.Dispute>;
  earlyFraudWarnings: Table<Stripe.Radar.EarlyFraudWarning>;
  reviews: Table<Stripe.Review>;
  reportRuns: Table<Stripe.Reporting.ReportRun>;
  files: Table<Stripe.File>;
  /** What stands in the files, by their ids. */
  fileContents: Record<string, string>;
  events: Shelf<Stripe.EventBase>;
  webhookEndpoints: Table<Stripe.WebhookEndpoint>;
  /** Living signing secrets by endpoint: Stripe shows one once, so it is not on the object. */
  webhookSecrets: Record<string, string[]>;
  /** When an old secret stops signing, in milliseconds since 1970; by the secret. */
  webhookSecretEnds: Record<string, number>;
  /** CLIs that listen; one that is gone for long is forgotten. */
  cliSessions: Table<{ id: string; isThin: boolean }>;
  eventDestinations: Table<Stripe.V2.Core.EventDestination>;
  deliveries: Shelf<Delivery>;
  areDeliveriesPaused: boolean;
  keptAnswers: Shelf<KeptAnswer>;
  faults: Fault[];
};

export function emptyState(seed: string, account: Stripe.Account): State {
  return {
    seed,
    idCounts: {},
    account,
    paymentIntents: emptyTable(),
    paymentMethods: emptyTable(),
    charges: emptyTable(),
    refunds: emptyTable(),
    locations: emptyTable(),
    readers: emptyTable(),
    configurations: emptyTable(),
    unregisteredReaders: {},
    readerSides: {},
    holds: [],
    increments: {},
    customers: emptyTable(),
    cards: {},
    setupIntents: emptyTable(),
    products: emptyTable(),
    prices: emptyTable(),
    checkoutSessions: emptyTable(),
    checkoutSides: {},
    subscriptions: emptyTable(),
    invoices: emptyTable(),
    invoiceItems: emptyTable(),
    clock: { offsetMs: 0, frozenAtMs: null },
    agenda: [],
    money: newMoney(),
    balanceTransactions: emptyTable(),
    payouts: emptyTable(),
    disputes: emptyTable(),
    earlyFraudWarnings: emptyTable(),
    reviews: emptyTable(),
    reportRuns: emptyTable(),
    files: emptyTable(),
    fileContents: {},
    events: emptyShelf(),
    webhookEndpoints: emptyTable(),
    webhookSecrets: {},
    webhookSecretEnds: {},
    cliSessions: emptyTable(),
    eventDestinations: emptyTable(),
    deliveries: emptyShelf(),
    areDeliveriesPaused: false,
    keptAnswers: emptyShelf(),
    faults: [],
  };
}
