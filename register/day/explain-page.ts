import type { Input } from "../../contract/commands.ts";
import type { ExplainedView, FigureShareView } from "../../contract/day-views.ts";
import { SaleId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { DayCuts } from "../../ledger/day/day-cuts.ts";
import {
  explainFigures,
  type FigureShare,
  type NotExplained,
  type Whose,
} from "../../ledger/day/explain-figure.ts";

type Asked = Pick<Input<"day.explain">, "figures" | "after" | "limit">;

/** A page of what makes a figure, with the figure and the sum of all pages beside it. */
export function explainPage<W extends Whose>(
  cuts: DayCuts,
  whose: W,
  { figures, after, limit }: Asked,
): Result<ExplainedView, RefusalOf<W>> {
  const explained = explainFigures(cuts, whose, figures);
  if ("refusal" in explained) {
    return refuse(explained.refusal as RefusalOf<W>, explained.detail);
  }
  const { unit, currency, value, carried, addsUpTo } = explained;
  const left = explained.shares.filter(({ entry }) => entry.seq > after);
  const shares = left.slice(0, limit).map(shareView);
  return ok({
    ...{ unit, currency, value, carried, addsUpTo, shares },
    isSame: value === addsUpTo,
    shareCount: explained.shares.length,
    next: left.length > limit ? (shares.at(-1)?.seq ?? null) : null,
  });
}

/** An X has no Z that could be missing, and what asks for Zs names no entry. */
type RefusalOf<W extends Whose> = Exclude<
  NotExplained["refusal"],
  W["kind"] extends "x" ? "z-not-found" : "entry-not-found"
>;

function shareView({ entry: { seq, atMs, entry }, value }: FigureShare): FigureShareView {
  return {
    ...{ seq, atMs, value },
    type: entry.type,
    saleId: "saleId" in entry && entry.saleId ? SaleId.parse(entry.saleId) : null,
    receiptCount: entry.type === "sale-completed" ? entry.receiptCount : null,
    zNumber: entry.type === "day-closed" ? entry.zNumber : null,
  };
}
