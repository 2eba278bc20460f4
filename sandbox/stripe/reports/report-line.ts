import type Stripe from "stripe";
import { idOf } from "../id-of.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { majorUnits, timeIn } from "./csv.ts";

/** A balance transaction with everything that its line in a report is made of. */
export type ReportLine = {
  readonly transaction: Stripe.BalanceTransaction;
  readonly charge: Stripe.Charge | undefined;
  readonly intent: Stripe.PaymentIntent | undefined;
  readonly refund: Stripe.Refund | undefined;
  readonly dispute: Stripe.Dispute | undefined;
  /** The payout whose own line it is. */
  readonly payout: Stripe.Payout | undefined;
  /** The automatic payout that took it to the bank. */
  readonly takenBy: Stripe.Payout | undefined;
  readonly zone: string;
};

export function lineOf(
  { state }: World,
  transaction: Stripe.BalanceTransaction,
  zone: string,
): ReportLine {
  const source = idOf(transaction.source);
  const refund = findRow(state.refunds, source);
  const dispute = findRow(state.disputes, source);
  const charge = findRow(state.charges, idOf(refund?.charge ?? dispute?.charge ?? source));
  return {
    transaction,
    charge,
    intent: findRow(state.paymentIntents, idOf(charge?.payment_intent)),
    refund,
    dispute,
    payout: findRow(state.payouts, source),
    takenBy: findRow(state.payouts, state.money.payoutOf[transaction.id] ?? ""),
    zone,
  };
}

type Column = (line: ReportLine) => string;

function card({ charge }: ReportLine) {
  const details = charge?.payment_method_details;
  return details?.card_present ?? details?.card;
}

/** When the payout's movement counts: the day of its arrival, or of its coming back. */
function effectiveAt({ transaction, payout }: ReportLine): number | null {
  if (payout === undefined) return null;
  return transaction.type === "payout" ? payout.arrival_date : transaction.created;
}

function reversedAt({ transaction, payout }: ReportLine): number | null {
  return payout !== undefined && transaction.type !== "payout" ? transaction.created : null;
}

const utc = (seconds: number | null | undefined) => timeIn("Etc/UTC", seconds);

const money: Readonly<Record<string, Column>> = {
  balance_transaction_id: ({ transaction }) => transaction.id,
  created_utc: ({ transaction }) => utc(transaction.created),
  created: ({ transaction, zone }) => timeIn(zone, transaction.created),
  available_on_utc: ({ transaction }) => utc(transaction.available_on),
  available_on: ({ transaction, zone }) => timeIn(zone, transaction.available_on),
  currency: ({ transaction }) => transaction.currency,
  gross: ({ transaction: { amount, currency } }) => majorUnits(amount, currency),
  fee: ({ transaction: { fee, currency } }) => majorUnits(fee, currency),
  net: ({ transaction: { net, currency } }) => majorUnits(net, currency),
  reporting_category: ({ transaction }) => transaction.reporting_category,
  source_id: ({ transaction }) => idOf(transaction.source),
  description: ({ transaction }) => transaction.description ?? "",
  customer_facing_amount: ({ transaction: { amount, currency } }) => majorUnits(amount, currency),
  customer_facing_currency: ({ transaction }) => transaction.currency,
  regulatory_tag: () => "",
  automatic_payout_id: ({ takenBy }) => takenBy?.id ?? "",
  automatic_payout_effective_at_utc: ({ takenBy }) => utc(takenBy?.arrival_date),
  automatic_payout_effective_at: ({ takenBy, zone }) => timeIn(zone, takenBy?.arrival_date),
};

const sale: Readonly<Record<string, Column>> = {
  customer_id: ({ charge }) => idOf(charge?.customer),
  customer_email: ({ charge }) => charge?.billing_details.email ?? "",
  charge_id: ({ charge }) => charge?.id ?? "",
  payment_intent_id: ({ charge }) => idOf(charge?.payment_intent),
  charge_created_utc: ({ charge }) => utc(charge?.created),
  charge_created: ({ charge, zone }) => timeIn(zone, charge?.created),
  payment_method_type: ({ charge }) => charge?.payment_method_details?.type ?? "",
  card_brand: (line) => card(line)?.brand ?? "",
  card_funding: (line) => card(line)?.funding ?? "",
  card_country: (line) => card(line)?.country ?? "",
  statement_descriptor: ({ charge }) => charge?.calculated_statement_descriptor ?? "",
  dispute_reason: ({ dispute }) => dispute?.reason ?? "",
  refund_id: ({ refund }) => refund?.id ?? "",
  invoice_id: () => "",
  order_id: () => "",
  transfer_id: () => "",
};

const bank: Readonly<Record<string, Column>> = {
  payout_id: ({ payout }) => payout?.id ?? "",
  effective_at_utc: (line) => utc(effectiveAt(line)),
  effective_at: (line) => timeIn(line.zone, effectiveAt(line)),
  payout_expected_arrival_date: ({ payout, zone }) => timeIn(zone, payout?.arrival_date),
  payout_status: ({ payout }) => payout?.status ?? "",
  payout_reversed_at_utc: (line) => utc(reversedAt(line)),
  payout_reversed_at: (line) => timeIn(line.zone, reversedAt(line)),
  payout_type: ({ payout }) => payout?.type ?? "",
  payout_description: ({ payout }) => payout?.description ?? "",
  payout_destination_id: ({ payout }) => idOf(payout?.destination),
  payout_failure_code: ({ payout }) => payout?.failure_code ?? "",
  payout_failure_message: ({ payout }) => payout?.failure_message ?? "",
  trace_id: ({ payout, takenBy }) => (payout ?? takenBy)?.trace_id?.value ?? "",
  payout_statement_descriptor: ({ payout }) => payout?.statement_descriptor ?? "",
};

const columns: Readonly<Record<string, Column>> = { ...money, ...sale, ...bank };

const metadataColumn = /^(payment|refund|transfer)_metadata\[([^[\]]{1,40})\]$/;

/** How to fill a column; undefined for one that reports do not have. */
export function columnNamed(name: string): Column | undefined {
  const [, whose, key = ""] = metadataColumn.exec(name) ?? [];
  if (whose === undefined) return Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (whose === "payment") return ({ intent, charge }) => (intent ?? charge)?.metadata[key] ?? "";
  if (whose === "refund") return ({ refund }) => refund?.metadata?.[key] ?? "";
  return () => "";
}
