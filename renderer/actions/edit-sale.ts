import type { Discount } from "../../contract/commands.ts";
import type { LineId, SaleId } from "../../contract/ids.ts";
import type { LineView, ProductView, SaleView } from "../../contract/views.ts";
import type { MAX_QUANTITY } from "../../contract/commands.ts";
import { api } from "../api.ts";
import { askAllowed } from "./approve.ts";
import type { Answer } from "../transports/answer.ts";
import { useUi, type Notice } from "../store/ui-store.ts";
import { askForMissing, askVariant } from "./ask-article.ts";
import { openSale, selectedLine, showRefusal } from "./open-sale.ts";

/** The type holds it to the contract's number without loading the contract's parsers. */
export const maxQuantity: typeof MAX_QUANTITY = 9_999;

type SaleAnswer = Answer<
  | "sales.add"
  | "sales.scan"
  | "sales.set-quantity"
  | "sales.remove-line"
  | "sales.discount-line"
  | "sales.discount"
  | "sales.clear"
  | "sales.undo"
>;

/** An article of several variants asks which; `isVariant` is one that was chosen. */
export async function addProduct(
  product: ProductView,
  { isVariant = false }: Readonly<{ isVariant?: boolean }> = {},
): Promise<void> {
  const sale = openSale();
  if (!sale) return;
  if (product.hasVariants && !isVariant) {
    await askVariant(product);
    return;
  }
  const { saleId } = sale;
  const { times: quantity } = useUi.getState();
  const answer = await api("sales.add", { saleId, productId: product.productId, quantity });
  noteAddition(answer, product.name);
}

/** Takes a code as scanned: exact, one piece, or as many as were typed before it. */
export async function scanCode(code: string): Promise<SaleAnswer | null> {
  const sale = openSale();
  const { times: quantity } = useUi.getState();
  return sale && api("sales.scan", { saleId: sale.saleId, code, quantity });
}

/** What was not added stays on the screen with its reason; what was added speaks for itself. */
export function noteAddition(answer: SaleAnswer, what: string): void {
  if (!answer.ok && answer.detail && askForMissing(answer.refusal, answer.detail)) return;
  const notice: Notice | null = answer.ok
    ? null
    : { kind: "not-added", code: answer.refusal, what };
  useUi.setState(answer.ok ? { notice, times: 1 } : { notice });
}

export async function setQuantity(line: LineView, quantity: number): Promise<boolean> {
  const sale = openSale();
  if (!sale) return false;
  const { saleId } = sale;
  const answer = await askAllowed("sales.set-quantity", { saleId, lineId: line.lineId, quantity });
  return noteChange(answer, line.name);
}

export async function removeLine(line: LineView): Promise<void> {
  const sale = openSale();
  if (!sale) return;
  const answer = await askAllowed("sales.remove-line", {
    saleId: sale.saleId,
    lineId: line.lineId,
  });
  if (noteChange(answer, line.name)) {
    useUi.setState({ notice: { kind: "removed", name: line.name } });
  }
}

export async function removeSelectedLine(): Promise<void> {
  const line = selectedLine();
  if (line) await removeLine(line);
}

export async function clearSale(): Promise<void> {
  const sale = openSale();
  if (!sale || sale.lines.length === 0) return;
  const answer = await askAllowed("sales.clear", { saleId: sale.saleId });
  if (noteChange(answer, "")) useUi.setState({ notice: { kind: "cleared" } });
}

export async function undo(): Promise<void> {
  const sale = openSale();
  if (sale?.canUndo) noteChange(await askAllowed("sales.undo", { saleId: sale.saleId }), "");
}

/** What a discount is on: a line, or the whole sale. */
export type DiscountTarget = Readonly<{ saleId: SaleId; lineId: LineId | null; name: string }>;

export async function setDiscount(
  { saleId, lineId, name }: DiscountTarget,
  discount: Discount | null,
): Promise<SaleAnswer> {
  const answer = lineId
    ? await askAllowed("sales.discount-line", { saleId, lineId, discount })
    : await askAllowed("sales.discount", { saleId, discount });
  noteChange(answer, name);
  return answer;
}

function noteChange(answer: SaleAnswer, what: string): boolean {
  if (answer.ok) useUi.setState({ notice: null });
  else showRefusal(answer.refusal, what);
  return answer.ok;
}

/** Moves the mark by one line; it stops at either end. */
export function moveSelection(step: 1 | -1): void {
  const lines: SaleView["lines"] = openSale()?.lines ?? [];
  const index = lines.findIndex(({ lineId }) => lineId === selectedLine()?.lineId);
  const next = lines[index + step];
  if (next) useUi.setState({ selectedLineId: next.lineId });
}
