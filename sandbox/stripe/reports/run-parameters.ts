import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { currency } from "../params/money.ts";
import type { Param, Values } from "../params/param.ts";
import {
  hash,
  integer,
  invalid,
  later,
  listOf,
  missing,
  oneOf,
  optional,
  text,
} from "../params/param.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { columnNamed } from "./report-line.ts";
import type { ReportKind } from "./report-types.ts";
import { reportKind } from "./report-types.ts";

const categories = [
  "advance",
  "advance_funding",
  "anticipation_repayment",
  "charge",
  "charge_failure",
  "climate_order_purchase",
  "climate_order_refund",
  "connect_collection_transfer",
  "connect_reserved_funds",
  "contribution",
  "dispute",
  "dispute_reversal",
  "fee",
  "financing_paydown",
  "financing_paydown_reversal",
  "financing_payout",
  "financing_payout_reversal",
  "issuing_authorization_hold",
  "issuing_authorization_release",
  "issuing_dispute",
  "issuing_transaction",
  "network_cost",
  "other_adjustment",
  "partial_capture_reversal",
  "payout",
  "payout_reversal",
  "platform_earning",
  "platform_earning_refund",
  "refund",
  "refund_failure",
  "risk_reserved_funds",
  "tax",
  "topup",
  "topup_reversal",
  "transfer",
  "transfer_reversal",
  "unreconciled_customer_funds",
] as const;

function timeZone(): Param<string> {
  return {
    read: (raw, at, version) => {
      const zone = text(60).read(raw, at, version);
      if (isTimeZone(zone)) return zone;
      throw invalid(`Invalid timezone: ${zone}`, at);
    },
  };
}

/** The list of zones leaves out their older names, which Stripe takes, too. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function column(): Param<string> {
  return {
    read: (raw, at, version) => {
      const name = text(100).read(raw, at, version);
      if (columnNamed(name) !== undefined) return name;
      throw invalid(`Invalid column: ${name}`, at);
    },
  };
}

export const runParameters = hash({
  columns: optional(listOf(column(), 100)),
  connected_account: later(),
  currency: optional(currency()),
  interval_end: optional(integer(0)),
  interval_start: optional(integer(0)),
  payout: optional(text()),
  reporting_category: optional(oneOf(categories)),
  timezone: optional(timeZone()),
});

type RunValues = Partial<Values<Fields>>;
type Fields =
  typeof runParameters extends Param<infer T> ? { readonly [K in keyof T]: Param<T[K]> } : never;

/** Which parameters a report takes, and that its interval is one that data was prepared for. */
export function checkParameters(
  world: World,
  type: Stripe.Reporting.ReportType,
  given: RunValues,
): Stripe.Reporting.ReportRun.Parameters {
  const kind = reportKind(type.id);
  if (kind === undefined) throw new Error(`no report ${type.id}`);
  const names = taken(kind);
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  const stray = present.find(([name]) => !names.includes(name))?.[0];
  if (stray !== undefined) {
    const message = `The parameter ${stray} is not allowed for the report type ${type.id}.`;
    throw invalid(message, `parameters[${stray}]`, "parameter_unknown");
  }
  if (kind.selection === "one-payout") checkPayout(world, given.payout);
  else checkInterval(type, kind, given);
  return Object.fromEntries(present);
}

function taken({ selection, isItemised }: ReportKind): string[] {
  const always = ["timezone", ...(isItemised ? ["columns"] : [])];
  if (selection === "one-payout") return [...always, "payout"];
  const interval = ["interval_start", "interval_end", "currency", ...always];
  return selection === "balance" ? interval : [...interval, "reporting_category"];
}

function checkPayout(world: World, id: string | undefined): void {
  if (id === undefined) throw missing("parameters[payout]");
  const payout = findRow(world.state.payouts, id);
  if (payout === undefined) throw noSuch("payout", id, { param: "payout", inPath: false });
  if (payout.reconciliation_status === "completed") return;
  const status = payout.reconciliation_status;
  throw invalid(
    `The payout ${id} cannot be reconciled: its reconciliation_status is ${status}.`,
    "parameters[payout]",
  );
}

function checkInterval(
  type: Stripe.Reporting.ReportType,
  { selection }: ReportKind,
  { interval_start: start, interval_end: end }: RunValues,
): void {
  if (start === undefined && selection !== "ending-balance") {
    throw missing("parameters[interval_start]");
  }
  if (end === undefined) throw missing("parameters[interval_end]");
  const { data_available_start: first, data_available_end: last } = type;
  if (start !== undefined && (start < first || start >= end)) {
    throw invalid(
      `The interval_start must be at or after ${first} and before the interval_end.`,
      "parameters[interval_start]",
    );
  }
  if (end > first && end <= last) return;
  const said = `The interval_end must be after ${first} and no later than ${last}, until when data is available.`;
  throw invalid(said, "parameters[interval_end]");
}
