import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readShop } from "../../register/host-env.ts";
import { demoClerk, demoShop } from "../../sandbox/demo-shop.ts";
import { products, temporaryFolder } from "../support/world.ts";

function readBack(shop: object) {
  const path = join(temporaryFolder(), "shop.json");
  const config = { ...demoShop, shop: { ...demoShop.shop, ...shop } };
  const { userId, name } = demoClerk;
  writeFileSync(path, JSON.stringify({ config, clerk: { userId, name }, products }));
  return readShop(path).config.shop;
}

describe("readShop", () => {
  it("takes every setting of tax that a sale can be reckoned by", () => {
    const taxes = [
      { code: "GST", rateBasisPoints: 500 },
      { code: "PST", rateBasisPoints: 700 },
    ];
    const taxClasses = [{ code: "A", rateBasisPoints: 1_200, taxes }];
    const settings = { taxClasses, taxRounding: "ticket", taxBase: "listed" };
    expect(readBack(settings)).toMatchObject(settings);
  });

  it("refuses a tax that no entry can hold", () => {
    const taxClasses = [{ code: "REDUCED", rateBasisPoints: 1_200 }];
    expect(() => readBack({ taxClasses })).toThrow("taxClasses");
  });
});
