import type { UserId } from "./ids.ts";
import type { SaleView } from "./views.ts";

/** A sale set aside by choice. It stays over restarts and days until it is recalled or given up. */
export type ParkedSaleView = Readonly<{
  sale: SaleView;
  label: string;
  by: string;
  userId: UserId;
  atMs: number;
}>;
