import type { ProductId } from "../../../contract/ids.ts";
import type { LineView } from "../../../contract/views.ts";

/** How many pieces of each product are in the sale, for the black tab on its key. */
export function countByProduct(lines: readonly LineView[]): ReadonlyMap<ProductId, number> {
  const counts = new Map<ProductId, number>();
  for (const { productId, quantity } of lines) {
    counts.set(productId, (counts.get(productId) ?? 0) + quantity);
  }
  return counts;
}
