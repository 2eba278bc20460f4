import type { LineView, SaleView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useUi } from "../store/ui-store.ts";

/** The sale that commands are about: the one on the screen. */
export function openSale(): SaleView | null {
  return useRegister.getState().view?.sale ?? null;
}

/** The marked line; the last one while none is. */
export function selectedLine(): LineView | null {
  const lines = openSale()?.lines ?? [];
  const { selectedLineId } = useUi.getState();
  return lines.find(({ lineId }) => lineId === selectedLineId) ?? lines.at(-1) ?? null;
}

/** A refusal stands over the sums until the clerk has dealt with it. */
export function showRefusal(code: RefusalCode, what: string): void {
  useUi.setState({ notice: { kind: "refused", code, what } });
}

export function dismissNotice(): void {
  useUi.setState({ notice: null });
}
