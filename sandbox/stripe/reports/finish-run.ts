import type Stripe from "stripe";
import { keepFile } from "../behaviour/keep-file.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { DAY_SECONDS } from "../money/days.ts";
import { writeReport } from "./write-report.ts";

const KEEP_DAYS = 30;

/** The report is ready: its file can be fetched, or it says why there is none. */
export function finishRun(world: World, id: string): void {
  const run = findRow(world.state.reportRuns, id);
  if (run?.status !== "pending") return;
  const { settings } = world.state.money;
  const error = settings.nextReportError;
  if (error !== null) {
    settings.nextReportError = null;
    run.status = "failed";
    run.error = error;
    emit(world, { type: "reporting.report_run.failed", object: run, cause: null });
    return;
  }
  run.result = newFile(world, run, writeReport(world, run));
  run.status = "succeeded";
  run.succeeded_at = nowSeconds(world);
  emit(world, { type: "reporting.report_run.succeeded", object: run, cause: null });
}

function newFile(world: World, run: Stripe.Reporting.ReportRun, contents: string): Stripe.File {
  return keepFile(world, {
    ...{ contents, filename: `${run.id}.csv`, purpose: "finance_report_run", type: "csv" },
    title: `FinanceReportRun ${run.id}`,
    keepSeconds: KEEP_DAYS * DAY_SECONDS,
  });
}
