import { ok } from "../../contract/result.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Handlers } from "../door.ts";
import type { Transfer } from "./transfer.ts";

export function transferHandlers({
  catalog,
  transfer,
}: Readonly<{ catalog: Catalog; transfer: Transfer }>) {
  return {
    "catalog.variants": (_who, { productId }) => ok(catalog.variants(productId)),
    "transfer.files": () => ok(transfer.files()),
    "transfer.import-products": (who, input) => transfer.importList(who, input),
    "transfer.export": (_who, input) => transfer.startExport(input),
    "transfer.job": () => ok(transfer.job()),
    "transfer.cancel": (_who, input) => transfer.cancel(input),
  } satisfies Partial<Handlers>;
}
