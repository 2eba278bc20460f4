import type Stripe from "stripe";
import { z } from "zod";
import { invalidRequest, noSuch } from "../api-error.ts";
import { closeDispute, escalate } from "../money/dispute-course.ts";
import { disputeReasons, openDispute } from "../money/disputes.ts";
import type { MoneySettings } from "../money/money-state.ts";
import { failPayout, payoutFailures } from "../money/payout-course.ts";
import { payOut, setSchedule } from "../money/payout-run.ts";
import { fraudTypes, openReview, warnOfFraud } from "../money/risk.ts";
import type { Table } from "../table.ts";
import { findRow } from "../table.ts";
import type { ControlDeps } from "./control-deps.ts";

const keysOf = <T extends string>(record: Readonly<Record<T, unknown>>) =>
  Object.keys(record) as [T, ...T[]];

const Fee = z.strictObject({
  basisPoints: z.int().min(0).max(10_000),
  fixedMinor: z.int().min(0).max(100_000),
});
const PayoutFailure = z.enum(keysOf(payoutFailures));
const Delay = z
  .int()
  .min(0)
  .max(366 * 24 * 60 * 60 * 1000);

/** What is left out stays as it is. */
export const MoneyChange = z.strictObject({
  fees: z.record(z.string().max(40), Fee).optional(),
  disputeFeeMinor: z.int().min(0).max(100_000).optional(),
  delayDays: z.int().min(0).max(60).optional(),
  payoutSchedule: z.enum(["daily", "manual"]).optional(),
  nextPayoutFailure: PayoutFailure.nullish(),
  nextReportError: z.string().min(1).max(500).nullish(),
  reportDelayMs: Delay.optional(),
  disputeDecisionMs: Delay.optional(),
});
export type MoneyChange = z.input<typeof MoneyChange>;

export const OpenDispute = z.strictObject({
  reason: z.enum(keysOf(disputeReasons)).default("fraudulent"),
  isInquiry: z.boolean().default(false),
});
export const CloseDispute = z.strictObject({ as: z.enum(["won", "lost", "warning_closed"]) });
export const WarnOfFraud = z.strictObject({
  fraudType: z.enum(fraudTypes).default("made_with_stolen_card"),
});
export const FailPayout = z.strictObject({ code: PayoutFailure.default("account_closed") });

export type MoneyControl = {
  readonly money: () => MoneySettings;
  readonly setMoney: (change: MoneyChange) => MoneySettings;
  /** Does what the daily schedule would do next morning. */
  readonly payOutNow: () => void;
  readonly failPayout: (id: string, how?: z.input<typeof FailPayout>) => Stripe.Payout;
  readonly openDispute: (chargeId: string, how?: z.input<typeof OpenDispute>) => Stripe.Dispute;
  readonly escalateDispute: (id: string) => Stripe.Dispute;
  readonly closeDispute: (id: string, how: z.input<typeof CloseDispute>) => Stripe.Dispute;
  readonly warnOfFraud: (
    chargeId: string,
    how?: z.input<typeof WarnOfFraud>,
  ) => Stripe.Radar.EarlyFraudWarning;
  readonly openReview: (chargeId: string) => Stripe.Review;
};

export function moneyControl(deps: ControlDeps): MoneyControl {
  const { world, dispatcher } = deps;
  const { state } = world;
  function settled<T>(made: T): T {
    world.changed();
    void dispatcher.sendOutgoing();
    return structuredClone(made);
  }
  return {
    ...riskControl(deps, settled),
    money: () => structuredClone(state.money.settings),
    setMoney: (change) => {
      const { payoutSchedule, fees, ...rest } = MoneyChange.parse(change);
      const { settings } = state.money;
      const given = Object.entries(rest).filter(([, value]) => value !== undefined);
      Object.assign(settings, Object.fromEntries(given));
      Object.assign(settings.fees, fees);
      if (payoutSchedule !== undefined) setSchedule(world, payoutSchedule);
      return settled(settings);
    },
    payOutNow: () => {
      payOut(world);
      settled(null);
    },
    failPayout: (id, how = {}) => {
      const payout = rowNamed(state.payouts, "payout", id);
      if (payout.status === "failed" || payout.status === "canceled") {
        throw invalidRequest(`This payout's status is ${payout.status}.`);
      }
      failPayout(world, payout, FailPayout.parse(how).code);
      return settled(payout);
    },
  };
}

type RiskControl = Omit<MoneyControl, "money" | "setMoney" | "payOutNow" | "failPayout">;

function riskControl({ world }: ControlDeps, settled: <T>(made: T) => T): RiskControl {
  const { state } = world;
  const chargeOf = (id: string) => rowNamed(state.charges, "charge", id);
  const disputeOf = (id: string) => rowNamed(state.disputes, "dispute", id);
  return {
    openDispute: (chargeId, how = {}) =>
      settled(openDispute(world, chargeOf(chargeId), OpenDispute.parse(how))),
    escalateDispute: (id) => {
      escalate(world, disputeOf(id));
      return settled(disputeOf(id));
    },
    closeDispute: (id, how) => {
      closeDispute(world, disputeOf(id), { ...CloseDispute.parse(how), cause: null });
      return settled(disputeOf(id));
    },
    warnOfFraud: (chargeId, how = {}) =>
      settled(warnOfFraud(world, chargeOf(chargeId), WarnOfFraud.parse(how).fraudType)),
    openReview: (chargeId) => settled(openReview(world, chargeOf(chargeId), "manual")),
  };
}

function rowNamed<Row>(table: Table<Row>, what: string, id: string): Row {
  const row = findRow(table, id);
  if (row !== undefined) return row;
  throw noSuch(what, id, { param: "id", inPath: true });
}
