import type { ReceiptView, SaleView } from "../../contract/views.ts";
import type { BridgeClient } from "./bridge-client.ts";

/** The open sale with one more of the first product that the search finds. */
export async function addToSale(till: BridgeClient, text = "espresso"): Promise<SaleView> {
  const { sale } = await till.value("register.view", {});
  const [product] = await till.value("catalog.search", { text, limit: 1 });
  if (!product) throw new Error(`the demo sells no ${text}`);
  const { saleId } = sale;
  return till.value("sales.add", { saleId, productId: product.productId, quantity: 1 });
}

export async function payCash(till: BridgeClient, sale: SaleView): Promise<ReceiptView> {
  const { saleId, cashTotal } = sale;
  return till.value("sales.pay-cash", { saleId, total: cashTotal, given: cashTotal });
}

export async function sellOne(till: BridgeClient): Promise<ReceiptView> {
  return payCash(till, await addToSale(till));
}

/** Every completed sale, newest first. */
export async function allSales(till: BridgeClient) {
  const found: Awaited<ReturnType<typeof page>>[number][] = [];
  const page = (beforeSeq: number | null) => till.value("sales.list", { beforeSeq, limit: 100 });
  for (;;) {
    const next = await page(found.at(-1)?.seq ?? null);
    if (next.length === 0) return found;
    found.push(...next);
  }
}
