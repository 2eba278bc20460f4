import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShopFile } from "../register/host-env.ts";
import { demoProducts } from "./demo-catalog.ts";
import { demoClerk, demoShopIn, type DemoCountry } from "./demo-shop.ts";

type Wanted = Partial<Readonly<{ country: DemoCountry; voidWindowMs: number }>>;

/** Writes the demo store where a register in any host reads it; answers the file's path. */
export function writeShop(
  dataFolder: string,
  { country = "IE", voidWindowMs = 0 }: Wanted = {},
): string {
  const path = join(dataFolder, "shop.json");
  const shop: ShopFile = {
    config: { ...demoShopIn(country), voidWindowMs },
    clerk: demoClerk,
    products: demoProducts,
  };
  writeFileSync(path, JSON.stringify(shop));
  return path;
}
