import type { Input } from "../../contract/commands.ts";
import type { LineView, ProductView } from "../../contract/views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { noteAddition } from "./edit-sale.ts";
import { openSale } from "./open-sale.ts";

/** Adds the product with what was typed. */
export async function addAsked(
  product: ProductView,
  typed: Readonly<{ milli?: number; priceMinor?: number }>,
): Promise<void> {
  const sale = openSale();
  if (!sale) return;
  const { productId } = product;
  // What is weighed is one piece of it, however many were meant.
  const quantity = typed.milli === undefined ? useUi.getState().times : 1;
  const answer = await api("sales.add", { saleId: sale.saleId, productId, quantity, ...typed });
  useUi.setState({ panel: null, asking: null });
  noteAddition(answer, product.name);
}

export async function setMeasure(line: LineView, milli: number): Promise<RefusalCode | null> {
  const sale = openSale();
  if (!sale) return "sale-not-open";
  const { saleId } = sale;
  const answer = await api("sales.set-measure", { saleId, lineId: line.lineId, milli });
  return answer.ok ? null : answer.refusal;
}

type Override = Input<"sales.override-price">["override"];

export async function overridePrice(
  line: LineView,
  override: Override,
): Promise<RefusalCode | null> {
  const sale = openSale();
  if (!sale) return "sale-not-open";
  const input = { saleId: sale.saleId, lineId: line.lineId, override };
  const answer = await askAllowed("sales.override-price", input);
  return answer.ok ? null : answer.refusal;
}

/** An empty text takes the note away. */
export async function setNote(line: LineView | null, text: string): Promise<RefusalCode | null> {
  const sale = openSale();
  if (!sale) return "sale-not-open";
  const { saleId } = sale;
  const lineId = line?.lineId ?? null;
  const answer = await api("sales.set-note", { saleId, lineId, text: text.trim() || null });
  return answer.ok ? null : answer.refusal;
}

export async function setCustomer(
  customer: Input<"sales.set-customer">["customer"],
): Promise<RefusalCode | null> {
  const sale = openSale();
  if (!sale) return "sale-not-open";
  const answer = await api("sales.set-customer", { saleId: sale.saleId, customer });
  return answer.ok ? null : answer.refusal;
}
