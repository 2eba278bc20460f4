import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShopFile } from "../register/host-env.ts";
import { demoProducts } from "./demo-catalog.ts";
import { demoClerk, demoShopIn, type DemoCountry } from "./demo-shop.ts";

/** Writes the demo store where a register in any host reads it; answers the file's path. */
export function writeShop(dataFolder: string, country: DemoCountry = "IE"): string {
  const path = join(dataFolder, "shop.json");
  const shop: ShopFile = { config: demoShopIn(country), clerk: demoClerk, products: demoProducts };
  writeFileSync(path, JSON.stringify(shop));
  return path;
}
