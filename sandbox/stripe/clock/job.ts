/** What the sandbox can have to do at a later time, by itself. */
export type JobKind =
  | "book-charge"
  | "mature"
  | "payout-run"
  | "payout-in-transit"
  | "payout-reconciled"
  | "payout-paid"
  | "aftermath"
  | "dispute-decided"
  | "dispute-overdue"
  | "report-run"
  | "report-data"
  | "expire-checkout"
  | "settle-debit"
  | "renew-subscription"
  | "retry-invoice"
  | "finalize-invoice"
  | "trial-will-end"
  | "refund-settles"
  | "card-forgotten"
  | "webhook-retry";

/** Plain data, so that a loaded state goes on with what it had to do. */
export type Job = { atMs: number; what: JobKind; id: string };
