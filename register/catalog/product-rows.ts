import { z } from "zod";
import { ProductId } from "../../contract/ids.ts";
import type { Currency } from "../../contract/money.ts";
import type { ProductView } from "../../contract/views.ts";

/** A product as it is imported. `keyPage` puts it on a page of quick keys, in order of import. */
export type NewProduct = Readonly<{
  productId: string;
  name: string;
  /** The second line on a key: what tells a variant from its siblings. */
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: readonly string[];
  keyPage: string | null;
  /** The shop's own stock-keeping code, one per product. */
  sku?: string | null;
  /** Products of one group are variants of one article. */
  variantGroup?: string | null;
}>;

export type ProductRow = Readonly<{
  productId: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: string;
  keyPage: string | null;
}>;

/** The columns of ProductRow over the table `product`. Codes may hold spaces, so they are JSON. */
export const productColumns = `SELECT product_id AS productId, name, detail,
  price_minor AS priceMinor, tax_code AS taxCode, key_page AS keyPage,
  (SELECT json_group_array(code) FROM barcode b
    WHERE b.product_id = product.product_id) AS barcodes FROM product`;

const Barcodes = z.array(z.string());

export function productView(row: ProductRow, currency: Currency): ProductView {
  return {
    productId: ProductId.parse(row.productId),
    name: row.name,
    detail: row.detail,
    price: { minor: row.priceMinor, currency },
    taxCode: row.taxCode,
    barcodes: Barcodes.parse(JSON.parse(row.barcodes)),
  };
}
