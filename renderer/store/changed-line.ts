import type { LineId } from "../../contract/ids.ts";
import type { SaleView } from "../../contract/views.ts";

/**
 * Which line the ticket marks after a change: the one that is new or has another quantity, else
 * the one marked before, else the one that moved up into its place, else the last.
 */
export function nextSelectedLine(
  before: SaleView,
  after: SaleView,
  selectedId: LineId | null,
): LineId | null {
  if (before.saleId !== after.saleId) return after.lines.at(-1)?.lineId ?? null;
  const quantities = new Map(before.lines.map((line) => [line.lineId, line.quantity]));
  const changed = after.lines.findLast((line) => quantities.get(line.lineId) !== line.quantity);
  if (changed) return changed.lineId;
  if (after.lines.some((line) => line.lineId === selectedId)) return selectedId;
  const index = before.lines.findIndex((line) => line.lineId === selectedId);
  return (after.lines[index] ?? after.lines.at(-1))?.lineId ?? null;
}
