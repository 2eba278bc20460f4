import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShopFile } from "../register/host-env.ts";
import { demoProducts } from "./demo-catalog.ts";
import { demoClerk, demoShop } from "./demo-shop.ts";

/**
 * Writes the demo store where a register in any host reads it; answers the file's path. Within the
 * void window (milliseconds, 0: none) a completed card sale can be voided.
 */
export function writeShop(dataFolder: string, voidWindowMs = 0): string {
  const path = join(dataFolder, "shop.json");
  const shop: ShopFile = {
    config: { ...demoShop, voidWindowMs },
    clerk: demoClerk,
    products: demoProducts,
  };
  writeFileSync(path, JSON.stringify(shop));
  return path;
}
