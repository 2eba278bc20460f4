import type Stripe from "stripe";
import { dayOf, DAY_SECONDS } from "../money/days.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { reportIds, reportKind } from "./report-types.ts";

/** Data is prepared twice a day, at midnight and noon. */
const HALF_DAY_SECONDS = DAY_SECONDS / 2;

function preparedUntil(world: World): number {
  return Math.floor(nowSeconds(world) / HALF_DAY_SECONDS) * HALF_DAY_SECONDS;
}

export function reportType(world: World, id: string): Stripe.Reporting.ReportType | undefined {
  const kind = reportKind(id);
  if (kind === undefined) return undefined;
  const until = preparedUntil(world);
  return {
    id,
    object: "reporting.report_type",
    data_available_end: until,
    data_available_start: dayOf(world.state.account.created ?? until),
    default_columns: [...kind.columns],
    livemode: false,
    name: kind.title,
    updated: until,
    version: kind.version,
  };
}

export function allReportTypes(world: World): Stripe.Reporting.ReportType[] {
  return reportIds.flatMap((id) => reportType(world, id) ?? []);
}

/** Work of the clock: every report can tell of half a day more. */
export function tellPrepared(world: World): void {
  world.state.money.isReportDataPlanned = false;
  for (const object of allReportTypes(world)) {
    emit(world, { type: "reporting.report_type.updated", object, cause: null });
  }
}
