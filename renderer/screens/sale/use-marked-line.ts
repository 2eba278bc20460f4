import type { LineView, SaleView } from "../../../contract/views.ts";
import { useUi } from "../../store/ui-store.ts";

/** The line that the ticket marks: the chosen one, else the last. */
export function useMarkedLine(sale: SaleView): LineView | null {
  const selectedId = useUi((state) => state.selectedLineId);
  return sale.lines.find(({ lineId }) => lineId === selectedId) ?? sale.lines.at(-1) ?? null;
}
