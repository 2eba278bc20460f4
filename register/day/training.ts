import type { Outcome, Who } from "../../contract/commands.ts";
import { refuse } from "../../contract/result.ts";
import type { DraftSales } from "../sales/draft-sales.ts";
import { told, type DayDeps } from "./drawer-commands.ts";

type Deps = DayDeps & Readonly<{ drafts: DraftSales }>;

/** From here on the till practises: what it sells moves no money and stands in no report. */
export function startTraining(deps: Deps, { userId }: Who): Outcome<"day.start-training"> {
  const { db, ledger, day, drafts } = deps;
  if (day.isTraining()) return refuse("training");
  if (drafts.current().lines.length > 0) return refuse("sale-not-empty");
  db.transaction(() => ledger.append({ type: "training-started", userId })).immediate();
  return told(deps);
}

/** What was on the practice ticket goes with the practice. */
export function endTraining(deps: Deps, { userId }: Who): Outcome<"day.end-training"> {
  const { db, ledger, day, drafts } = deps;
  if (!day.isTraining()) return refuse("not-training");
  db.transaction(() => {
    ledger.append({ type: "training-ended", userId });
    const { saleId } = drafts.current();
    drafts.removeCompleted(saleId);
  }).immediate();
  return told(deps);
}
