/** What a card costs: so many hundredths of a percent, and a fixed part in minor units. */
export type Fee = { basisPoints: number; fixedMinor: number };

/** What the shop and its bank have agreed on. Stripe's price list has too many lines: this is one. */
export type MoneySettings = {
  /** By type of payment method; `card` for those that are not listed. */
  fees: Record<string, Fee> & { card: Fee };
  disputeFeeMinor: number;
  /** Days from a payment until its money is available. */
  delayDays: number;
  payoutSchedule: "daily" | "manual";
  /** The failure code that the next payout is to come to; null lets it arrive. */
  nextPayoutFailure: string | null;
  /** The next report run ends with this error; null lets it succeed. */
  nextReportError: string | null;
  reportDelayMs: number;
  /** How long a bank thinks about evidence. */
  disputeDecisionMs: number;
};

export type MoneyState = {
  settings: MoneySettings;
  /** Per currency, in minor units. */
  balances: Record<string, { availableMinor: number; pendingMinor: number }>;
  /** Pending transactions by the second in which they become available. */
  maturing: Record<string, string[]>;
  /** Available transactions that no automatic payout has taken, per currency. */
  unpaid: Record<string, string[]>;
  /** What an automatic payout took, its own transaction last. */
  transactionsOf: Record<string, string[]>;
  /** The automatic payout that took a transaction. */
  payoutOf: Record<string, string>;
  /** When payouts are made next; null when nothing waits for it. */
  nextPayoutRunMs: number | null;
  /** Whether the data of reports is to be prepared anew. */
  isReportDataPlanned?: boolean;
};

export function newMoney(): MoneyState {
  return {
    settings: {
      fees: {
        card: { basisPoints: 150, fixedMinor: 25 },
        card_present: { basisPoints: 140, fixedMinor: 10 },
        interac_present: { basisPoints: 0, fixedMinor: 15 },
      },
      disputeFeeMinor: 2000,
      delayDays: 2,
      payoutSchedule: "daily",
      nextPayoutFailure: null,
      nextReportError: null,
      reportDelayMs: 5_000,
      disputeDecisionMs: 24 * 60 * 60 * 1000,
    },
    balances: {},
    maturing: {},
    unpaid: {},
    transactionsOf: {},
    payoutOf: {},
    nextPayoutRunMs: null,
  };
}
