const money = [
  "balance_transaction_id",
  "created_utc",
  "created",
  "available_on_utc",
  "available_on",
  "currency",
  "gross",
  "fee",
  "net",
  "reporting_category",
  "source_id",
  "description",
];
const faced = ["customer_facing_amount", "customer_facing_currency"];
const taken = [
  "automatic_payout_id",
  "automatic_payout_effective_at_utc",
  "automatic_payout_effective_at",
];
const sale = [
  "customer_id",
  "charge_id",
  "payment_intent_id",
  "charge_created_utc",
  "charge_created",
  "payment_method_type",
  "card_brand",
  "card_funding",
  "card_country",
  "statement_descriptor",
  "dispute_reason",
];
const toBank = [
  "payout_id",
  "effective_at_utc",
  "effective_at",
  "currency",
  "gross",
  "fee",
  "net",
  "reporting_category",
  "balance_transaction_id",
  "description",
  "payout_expected_arrival_date",
  "payout_status",
  "payout_reversed_at_utc",
  "payout_reversed_at",
  "payout_type",
  "payout_description",
  "payout_destination_id",
];
const summary = ["reporting_category", "currency", "count", "gross", "fee", "net"];

/** Which transactions a report speaks of. */
export type Selection =
  | "balance"
  | "activity"
  | "payouts"
  | "paid-out"
  | "one-payout"
  | "ending-balance"
  | "failed-payouts";

export type ReportKind = {
  readonly title: string;
  readonly selection: Selection;
  readonly isItemised: boolean;
  readonly columns: readonly string[];
  readonly versions: readonly number[];
};

function kind(
  title: string,
  selection: Selection,
  more: { versions: readonly number[]; columns?: readonly string[] },
): ReportKind {
  const isItemised = more.columns !== undefined;
  return {
    title,
    selection,
    isItemised,
    columns: more.columns ?? summary,
    versions: more.versions,
  };
}

const activity = [...money, ...faced, ...taken, ...sale];
const reconciled = [...taken, ...money, ...faced, "trace_id", ...sale];

const balanceSummary: ReportKind = {
  title: "Balance summary",
  selection: "balance",
  isItemised: false,
  columns: ["category", "description", "net_amount", "currency"],
  versions: [1],
};

const kinds: Readonly<Record<string, ReportKind>> = {
  "balance.summary": balanceSummary,
  "balance_change_from_activity.summary": kind("Balance change from activity", "activity", {
    versions: [1],
  }),
  "balance_change_from_activity.itemized": kind(
    "Itemized balance change from activity",
    "activity",
    { versions: [1, 2, 3], columns: activity },
  ),
  "payouts.summary": kind("Payouts", "payouts", { versions: [1] }),
  "payouts.itemized": kind("Itemized payouts", "payouts", {
    versions: [1, 2, 3],
    columns: toBank,
  }),
  "payout_reconciliation.summary": kind("Payout reconciliation", "paid-out", { versions: [1] }),
  "payout_reconciliation.itemized": kind("Itemized payout reconciliation", "paid-out", {
    versions: [1, 2, 3, 4, 5, 7],
    columns: reconciled,
  }),
  "payout_reconciliation.by_id.summary": kind("Payout reconciliation of one", "one-payout", {
    versions: [1],
  }),
  "payout_reconciliation.by_id.itemized": kind(
    "Itemized payout reconciliation of one",
    "one-payout",
    { versions: [1, 2, 3, 4], columns: reconciled },
  ),
  "ending_balance_reconciliation.summary": kind("Ending balance reconciliation", "ending-balance", {
    versions: [1],
  }),
  "ending_balance_reconciliation.itemized": kind(
    "Itemized ending balance reconciliation",
    "ending-balance",
    { versions: [1, 2, 3, 4], columns: activity },
  ),
  "failed_payouts.itemized": kind("Failed payouts", "failed-payouts", {
    versions: [1, 2],
    columns: [...toBank, "payout_failure_code", "payout_failure_message"],
  }),
};

/** Every report with its version: `balance.summary.1`. */
export const reportIds: readonly string[] = Object.entries(kinds).flatMap(([name, { versions }]) =>
  versions.map((version) => `${name}.${version}`),
);

export function reportKind(id: string): (ReportKind & { version: number }) | undefined {
  if (!reportIds.includes(id)) return undefined;
  const dot = id.lastIndexOf(".");
  const found = kinds[id.slice(0, dot)];
  return found === undefined ? undefined : { ...found, version: Number(id.slice(dot + 1)) };
}
