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

  it("takes a rate finer than a basis point, and a tax upon the ones before it", () => {
    const taxes = [
      { code: "GST", rateBasisPoints: 500 },
      { code: "QST", rateBasisPoints: 997, ratePpm: 99_750, isCompound: true },
    ];
    const taxClasses = [{ code: "A", rateBasisPoints: 1_497, ratePpm: 149_750, taxes }];
    expect(readBack({ taxClasses })).toMatchObject({ taxClasses });
  });

  it.each([
    ["two rates in one", { code: "A", rateBasisPoints: 998, ratePpm: 99_750 }],
    ["whole basis points said twice", { code: "A", rateBasisPoints: 500, ratePpm: 50_000 }],
    [
      "a first tax upon those before it",
      {
        code: "A",
        rateBasisPoints: 500,
        taxes: [{ code: "GST", rateBasisPoints: 500, isCompound: true }],
      },
    ],
  ])("refuses %s", (_what, taxClass) => {
    expect(() => readBack({ taxClasses: [taxClass] })).toThrow("taxClasses");
  });

  it("takes the shop's own tenders, and none where it names none", () => {
    const otherTenders = ["Voucher", "Ticket Restaurant", "商品券"];
    expect(readBack({ otherTenders })).toMatchObject({ otherTenders });
    expect(readBack({ otherTenders: undefined })).not.toHaveProperty("otherTenders");
  });

  it.each([
    ["a name that no account can hold", ["Voucher: blue"], "not a name of a tender"],
    ["a name of nothing", [""], "not a name of a tender"],
    ["a name twice, whatever its case", ["Voucher", "voucher"], "a tender is named twice"],
    ["more than have room on the screen", Array.from("ABCDEFG"), "otherTenders"],
    ["what is no list", "Voucher", "otherTenders"],
  ])("refuses as the shop's own tenders %s", (_what, otherTenders, why) => {
    expect(() => readBack({ otherTenders })).toThrow(why);
    expect(() => readBack({ otherTenders })).toThrow("otherTenders");
  });

  it("refuses a tax that no entry can hold", () => {
    const taxClasses = [{ code: "REDUCED", rateBasisPoints: 1_200 }];
    expect(() => readBack({ taxClasses })).toThrow("taxClasses");
  });
});
