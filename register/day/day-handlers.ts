import { ok, refuse } from "../../contract/result.ts";
import type { SaleView } from "../../contract/views.ts";
import type { Handlers } from "../door.ts";
import type { DraftSales } from "../sales/draft-sales.ts";
import { closeDay, closeSession, compareCount, type CloseDeps } from "./close-day.ts";
import { dayView } from "./day-view.ts";
import { correctEntry } from "./correct-entry.ts";
import { explainPage } from "./explain-page.ts";
import { countDrawer, moveCash, openSession, openWithoutSale } from "./drawer-commands.ts";
import { periodOf } from "./period.ts";
import { summedReport } from "../../ledger/day/summed-report.ts";
import { endTraining, startTraining } from "./training.ts";
import { xReport } from "./x-report.ts";
import { rebuildZ, zReportView, zSummary } from "./z-reports.ts";

export type DayParts = CloseDeps & Readonly<{ drafts: DraftSales; publishSales: () => SaleView }>;

/** The drawer and the day. */
export function dayHandlers(deps: DayParts) {
  const { day, ledger, shop, now, nameOf, publishSales } = deps;
  return {
    "day.view": () => ok(dayView(deps)),
    "day.open-session": (who, input) => openSession(deps, who, input),
    "day.move-cash": (who, input) => moveCash(deps, who, input),
    "day.no-sale": (who, input) => openWithoutSale(deps, who, input),
    "day.count": (who, input) => countDrawer(deps, who, input),
    "day.compare": (_who, input) => compareCount(deps, input),
    "day.close-session": (who, input) => closeSession(deps, who, input),
    "day.close": (who, input) => closeDay(deps, who, input),
    "day.x-report": (_who, { lastSeq }) => {
      const head = ledger.head().seq;
      if (lastSeq !== undefined && lastSeq > head) return refuse("entry-not-found");
      const report = summedReport(day.sumsAt(lastSeq ?? head));
      const atMs = lastSeq === undefined ? now() : report.lastAtMs;
      return ok(xReport(report, { atMs, currency: shop.currency }));
    },
    "day.z-list": (_who, { beforeNumber, limit }) =>
      ok(day.zReports(beforeNumber ?? Number.MAX_SAFE_INTEGER, limit).map(zSummary)),
    "day.z-report": (_who, { zNumber }) => {
      const z = day.zByNumber(zNumber);
      return z === undefined ? refuse("z-not-found", String(zNumber)) : ok(zReportView(z, nameOf));
    },
    "day.rebuild-z": (_who, input) => rebuildZ(day, input),
    "day.period": (_who, input) => periodOf(deps, input),
    "day.explain": (_who, input) => explainPage(day.cuts, input.of, input),
    "day.explain-x": (_who, { lastSeq, ...input }) =>
      explainPage(day.cuts, { kind: "x", lastSeq }, input),
    "ledger.correct": (who, input) => correctEntry(deps, who, input),
    "day.start-training": (who) => startTraining(deps, who),
    "day.end-training": (who) => {
      const ended = endTraining(deps, who);
      if (ended.ok) publishSales();
      return ended;
    },
  } satisfies Partial<Handlers>;
}
