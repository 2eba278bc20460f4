import type { ProductId } from "../../contract/ids.ts";
import type { ProductView } from "../../contract/views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi, type Asking } from "../store/ui-store.ts";

/** What the register must be told before it can add a product. */
const asks: Readonly<Partial<Record<RefusalCode, Asking["asks"]>>> = {
  "weight-needed": "weight",
  "price-needed": "price",
};

/** Opens the panel that asks for what is missing; false where nothing is. */
export function askForMissing(refusal: RefusalCode, productId: string): boolean {
  const what = asks[refusal];
  if (what === undefined) return false;
  void openAsking(productId as ProductId, what);
  return true;
}

export async function askVariant({ productId }: ProductView): Promise<void> {
  await openAsking(productId, "variant");
}

async function openAsking(productId: ProductId, what: Asking["asks"]): Promise<void> {
  const answer = await api("catalog.article", { productId });
  if (!answer.ok) return;
  const asking = { ...answer.value, asks: what };
  useUi.setState({ place: "sale", panel: "asking", asking, notice: null });
}
