import type { Currency } from "../../contract/money.ts";
import type { KeyPageView, ProductView } from "../../contract/views.ts";
import { openForReading, type Database } from "../../ledger/storage/open-database.ts";
import { productColumns, productView, type NewProduct, type ProductRow } from "./product-rows.ts";
import { openProductSearch } from "./product-search.ts";
import { openProductStore } from "./product-store.ts";

export type { NewProduct } from "./product-rows.ts";

export type Catalog = ReturnType<typeof openCatalog>;

/** What is read of products through one connection. */
function openReader(db: Database, currency: Currency) {
  const selectById = db.prepare<[string], ProductRow>(
    `${productColumns} WHERE product_id = ? AND is_sold = 1`,
  );
  const selectByCode = db.prepare<[string], ProductRow>(
    `${productColumns} WHERE product_id = (SELECT product_id FROM barcode WHERE code = ?)
       AND is_sold = 1`,
  );
  const selectVariants = db.prepare<[string], ProductRow>(
    `${productColumns} WHERE is_sold = 1 AND variant_group =
       (SELECT variant_group FROM product WHERE product_id = ?) ORDER BY number`,
  );
  const selectKeys = db.prepare<[], ProductRow>(
    `${productColumns} WHERE key_page IS NOT NULL ORDER BY key_position`,
  );
  const search = openProductSearch(db);

  const viewOf = (row: ProductRow) => productView(row, currency);
  const found = (row: ProductRow | undefined) => (row === undefined ? undefined : viewOf(row));

  function keys(): readonly KeyPageView[] {
    const pages = new Map<string, ProductView[]>();
    for (const row of selectKeys.all()) {
      const name = row.keyPage ?? "";
      const page = pages.get(name);
      if (page === undefined) pages.set(name, [viewOf(row)]);
      else page.push(viewOf(row));
    }
    return [...pages].map(([name, products]) => ({ name, products }));
  }

  return {
    keys,
    search: (text: string, limit: number) => search(text, limit).map(viewOf),
    byId: (productId: string) => found(selectById.get(productId)),
    byCode: (code: string) => found(selectByCode.get(code)),
    variants: (productId: string) => selectVariants.all(productId).map(viewOf),
  };
}

/** Products and their codes. Prices are minor units of the shop's one currency. */
export function openCatalog(db: Database, currency: Currency) {
  const selectCount = db.prepare<[], number>("SELECT count(*) FROM product").pluck();
  const store = openProductStore(db);
  const live = openReader(db, currency);
  let reader = live;
  let thaw: (() => void) | undefined;

  return {
    isEmpty: () => selectCount.get() === 0,
    importProducts: (products: readonly NewProduct[]) =>
      store.put(products.map((product, keyPosition) => ({ ...product, keyPosition }))),
    keys: () => reader.keys(),
    search: (text: string, limit: number) => reader.search(text, limit),
    byId: (productId: string) => reader.byId(productId),
    byCode: (code: string) => reader.byCode(code),
    /** All products of the same article, this one too; none where it has no group. */
    variants: (productId: string) => reader.variants(productId),
    /**
     * Readers see the catalog as it stands now, whatever is written, until the answer is called: a
     * connection of their own holds a snapshot of the file. What is frozen already stays as it is.
     */
    freeze(): () => void {
      if (thaw !== undefined) return thaw;
      const still = openForReading(db.name);
      still.exec("BEGIN");
      still.prepare("SELECT 1 FROM product LIMIT 1").get();
      reader = openReader(still, currency);
      thaw = () => {
        [reader, thaw] = [live, undefined];
        still.close();
      };
      return thaw;
    },
  };
}
