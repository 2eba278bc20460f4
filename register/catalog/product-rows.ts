import { z } from "zod";
import { units } from "../../contract/commands.ts";
import { ProductId } from "../../contract/ids.ts";
import type { Currency } from "../../contract/money.ts";
import type { ProductView } from "../../contract/views.ts";

export const soldByKinds = ["piece", ...units, "price"] as const;
export type SoldBy = (typeof soldByKinds)[number];

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
  /** By the piece, unless it is weighed, measured, or its price is typed. */
  soldBy?: SoldBy;
}>;

export type ProductRow = Readonly<{
  productId: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: string;
  keyPage: string | null;
  soldBy: SoldBy;
  hasVariants: number;
}>;

/** The columns of ProductRow over the table `product`. Codes may hold spaces, so they are JSON. */
export const productColumns = `SELECT product_id AS productId, name, detail,
  price_minor AS priceMinor, tax_code AS taxCode, key_page AS keyPage, sold_by AS soldBy,
  (variant_group IS NOT NULL AND EXISTS (SELECT 1 FROM product o
    WHERE o.variant_group = product.variant_group AND o.is_sold = 1
      AND o.product_id <> product.product_id)) AS hasVariants,
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
    ...howSold(row.soldBy),
    ...(row.hasVariants === 1 && { hasVariants: true }),
  };
}

function howSold(soldBy: SoldBy): Pick<ProductView, "unit" | "isPriceOpen"> {
  if (soldBy === "piece") return {};
  return soldBy === "price" ? { isPriceOpen: true } : { unit: soldBy };
}
