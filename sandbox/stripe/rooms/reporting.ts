import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { schedule } from "../clock/agenda.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { optional, text } from "../params/param.ts";
import { allReportTypes, reportType } from "../reports/prepared-data.ts";
import { checkParameters, runParameters } from "../reports/run-parameters.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { newId, nowSeconds } from "../world.ts";

type ReportType = Stripe.Reporting.ReportType;

function reportTypeOf({ world, ids }: Call): ReportType {
  const id = ids[0] ?? "";
  const found = reportType(world, id);
  if (found !== undefined) return found;
  throw noSuch("report type", id, { param: "report_type", inPath: true });
}

function listTypes({ world }: Call): Stripe.ApiList<ReportType> {
  return { object: "list", url: types, has_more: false, data: allReportTypes(world) };
}

const createParams = { report_type: text(), parameters: optional(runParameters) };

function create({ world }: Call, params: Values<typeof createParams>): Stripe.Reporting.ReportRun {
  const type = reportType(world, params.report_type);
  if (type === undefined) {
    throw invalidRequest(`No such report type: '${params.report_type}'`, {
      code: "resource_missing",
      param: "report_type",
    });
  }
  const parameters = checkParameters(world, type, params.parameters ?? {});
  const run = insertRow<Stripe.Reporting.ReportRun>(world.state.reportRuns, {
    id: newId(world, "frr_1"),
    object: "reporting.report_run",
    created: nowSeconds(world),
    error: null,
    livemode: false,
    parameters,
    report_type: type.id,
    result: null,
    status: "pending",
    succeeded_at: null,
  });
  const atMs = world.now() + world.state.money.settings.reportDelayMs;
  schedule(world, { atMs, what: "report-run", id: run.id });
  return run;
}

function runOf({ world, ids }: Call): Stripe.Reporting.ReportRun {
  const id = ids[0] ?? "";
  const run = findRow(world.state.reportRuns, id);
  if (run !== undefined) return run;
  throw noSuch("report run", id, { param: "report_run", inPath: true });
}

const listParams = { ...pageParams, created: createdRange() };

function listRuns({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.reportRuns,
    url: runs,
    what: "report run",
    page: params,
    keep: (run) => params.created.isInside(run.created),
  });
}

const types = "/v1/reporting/report_types";
const runs = "/v1/reporting/report_runs";
const aType = "reporting.report_type";
const aRun = "reporting.report_run";

export const reportingRoutes: readonly Route[] = [
  endpoint({
    method: "GET",
    path: types,
    params: {},
    returns: aType,
    isList: true,
    handle: listTypes,
  }),
  endpoint({
    method: "GET",
    path: `${types}/:id`,
    params: {},
    returns: aType,
    handle: reportTypeOf,
  }),
  endpoint({ method: "POST", path: runs, params: createParams, returns: aRun, handle: create }),
  endpoint({
    method: "GET",
    path: runs,
    params: listParams,
    returns: aRun,
    isList: true,
    handle: listRuns,
  }),
  endpoint({ method: "GET", path: `${runs}/:id`, params: {}, returns: aRun, handle: runOf }),
];
