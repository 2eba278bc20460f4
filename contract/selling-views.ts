import type { CustomerId } from "./ids.ts";

/**
 * An EAN-13 of the range for the shop's own use: `prefix`, the item's number, a value, the check
 * digit. The prefix and the number together are the product's barcode in the catalog. The value is
 * a price in minor units, or thousandths of the product's unit.
 */
export type ScaleLabel = Readonly<{
  prefix: string;
  itemDigits: number;
  holds: "price" | "measure";
}>;

/** Null where it was erased. */
export type CustomerView = Readonly<{
  customerId: CustomerId;
  name: string | null;
  email: string | null;
}>;

export type LotView = Readonly<{ batch?: string; expiresOn?: string }>;
