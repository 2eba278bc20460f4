import type { Currency } from "../../contract/money.ts";
import { ProductId } from "../../contract/ids.ts";
import type { KeyPageView, ProductView } from "../../contract/views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** A product as it is imported. `keyPage` puts it on a page of quick keys, in order of import. */
export type NewProduct = Readonly<{
  productId: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: readonly string[];
  keyPage: string | null;
}>;

type ProductRow = Readonly<{
  productId: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: string;
  keyPage: string | null;
}>;

const columns = `SELECT product_id AS productId, name, detail, price_minor AS priceMinor,
  tax_code AS taxCode, key_page AS keyPage,
  (SELECT coalesce(group_concat(code, ' '), '') FROM barcode b
    WHERE b.product_id = product.product_id) AS barcodes FROM product`;

type MatchQuery = { words: string; first: string; limit: number };

/** Every word must occur; a name that begins with the first word comes first. */
const matchSql = `${columns} WHERE NOT EXISTS (
    SELECT 1 FROM json_each(:words) word WHERE instr(product.search_text, word.value) = 0)
  ORDER BY instr(search_text, :first) <> 1, name, detail LIMIT :limit`;

export type Catalog = ReturnType<typeof openCatalog>;

/** Products and their codes. Prices are minor units of the shop's one currency. */
export function openCatalog(db: Database, currency: Currency) {
  const selectCount = db.prepare<[], number>("SELECT count(*) FROM product").pluck();
  const selectById = db.prepare<[string], ProductRow>(`${columns} WHERE product_id = ?`);
  const selectByCode = db.prepare<[string], ProductRow>(
    `${columns} WHERE product_id = (SELECT product_id FROM barcode WHERE code = ?)`,
  );
  const selectKeys = db.prepare<[], ProductRow>(
    `${columns} WHERE key_page IS NOT NULL ORDER BY key_position`,
  );
  const selectMatches = db.prepare<MatchQuery, ProductRow>(matchSql);
  const insertProduct = db.prepare(
    `INSERT INTO product (product_id, name, detail, price_minor, tax_code, search_text, key_page,
       key_position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertBarcode = db.prepare("INSERT INTO barcode (code, product_id) VALUES (?, ?)");

  const viewOf = (row: ProductRow) => productView(row, currency);
  const found = (row: ProductRow | undefined) => (row === undefined ? undefined : viewOf(row));

  function importProducts(products: readonly NewProduct[]): void {
    products.forEach((product, position) => {
      const { productId, name, detail, priceMinor, taxCode, keyPage } = product;
      const searchText = `${name} ${detail} ${product.barcodes.join(" ")}`.toLowerCase();
      insertProduct.run(
        ...[productId, name, detail, priceMinor, taxCode, searchText, keyPage, position],
      );
      for (const code of product.barcodes) insertBarcode.run(code, productId);
    });
  }

  function keys(): readonly KeyPageView[] {
    const pages = new Map<string, ProductView[]>();
    for (const row of selectKeys.all()) {
      const name = row.keyPage ?? "";
      pages.set(name, [...(pages.get(name) ?? []), viewOf(row)]);
    }
    return [...pages].map(([name, products]) => ({ name, products }));
  }

  function search(text: string, limit: number): readonly ProductView[] {
    const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    const query = { words: JSON.stringify(words), first: words[0] ?? "", limit };
    return selectMatches.all(query).map(viewOf);
  }

  return {
    isEmpty: () => selectCount.get() === 0,
    importProducts,
    keys,
    search,
    byId: (productId: string) => found(selectById.get(productId)),
    byCode: (code: string) => found(selectByCode.get(code)),
  };
}

function productView(row: ProductRow, currency: Currency): ProductView {
  return {
    productId: ProductId.parse(row.productId),
    name: row.name,
    detail: row.detail,
    price: { minor: row.priceMinor, currency },
    taxCode: row.taxCode,
    barcodes: row.barcodes === "" ? [] : row.barcodes.split(" "),
  };
}
