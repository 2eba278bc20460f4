import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openCatalog, type NewProduct } from "../../../register/catalog/catalog.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { openWorld, temporaryFolder, type World } from "../../support/world.ts";

const product = (name: string, more: Partial<NewProduct> = {}): NewProduct => ({
  productId: `prod_${name.replace(/[^a-z0-9]/gi, "-")}-${more.detail?.replace(/\W/g, "") ?? ""}`,
  name,
  detail: "",
  priceMinor: 100,
  taxCode: "A",
  barcodes: [],
  keyPage: null,
  ...more,
});

const shelf = [
  product("Oat milk", { detail: "1 L", barcodes: ["2000000000017", "OAT 1"], sku: "M-100" }),
  product("Whole milk", { detail: "2 L", sku: "M-200" }),
  product("Milk jug", { detail: "600 ml" }),
  product("Crème brûlée"),
  product("Straße", { detail: "map" }),
  product("牛乳", { detail: "ｶﾀｶﾅ" }),
  product("T-shirt", { detail: "S red", variantGroup: "shirt" }),
  product("T-shirt", { detail: "M red", variantGroup: "shirt" }),
];

const names = (world: World, text: string, limit = 20) =>
  world
    .act("catalog.search", { text, limit })
    .map(({ name, detail }) => (detail ? `${name}, ${detail}` : name));

describe("catalog.search", () => {
  it("finds what the text begins: names, words, codes, in any case and without accents", () => {
    const world = openWorld({ products: shelf });
    const expected = new Map<string, readonly string[]>([
      ["milk", ["Milk jug, 600 ml", "Oat milk, 1 L", "Whole milk, 2 L"]],
      ["mil 1", ["Oat milk, 1 L"]],
      ["whole  MILK", ["Whole milk, 2 L"]],
      ["creme bru", ["Crème brûlée"]],
      ["BRÛLÉE", ["Crème brûlée"]],
      ["straße", ["Straße, map"]],
      ["牛", ["牛乳, ｶﾀｶﾅ"]],
      ["カタ", ["牛乳, ｶﾀｶﾅ"]],
      ["t-shirt m", ["T-shirt, M red"]],
      ["20000", ["Oat milk, 1 L"]],
      ["m-1", ["Oat milk, 1 L"]],
      ["ilk", []],
      ["...", []],
    ]);
    const found = [...expected.keys()].map((text) => [text, names(world, text)] as const);
    expect(new Map(found)).toEqual(expected);
  });

  it("shows names that begin with the text before all others, however many match", () => {
    const many = Array.from({ length: 500 }, (_, i) => product(`Acorn ${i} milk`));
    const world = openWorld({ products: [...many, ...shelf] });
    expect(names(world, "milk", 1)).toEqual(["Milk jug, 600 ml"]);
    expect(names(world, "milk", 20)).toHaveLength(20);
  });

  it("takes every sign as text and nothing else, B15", () => {
    const world = openWorld({ products: shelf });
    const texts = [
      "'); DROP TABLE product; --",
      '"*^:NEAR(',
      "milk AND",
      "NOT milk NEAR/2",
      "name:milk",
      "{name detail}: milk",
      "milk* OR -oat",
      "%",
      "_ilk",
      "\u0000milk\u0000",
      "\ud800milk",
      "\u0301".repeat(200),
      "a ".repeat(100),
      '""""""',
    ];
    const answers = texts.map((text) => world.refusal("catalog.search", { text, limit: 50 }));
    expect(new Set(answers)).toEqual(new Set(["ok"]));
    expect(names(world, "milk")).toHaveLength(3);
  });
});

describe("catalog.variants", () => {
  it("lists the variants of an article, and none of a product that has none", () => {
    const world = openWorld({ products: shelf });
    const [shirt] = world.act("catalog.search", { text: "t-shirt m", limit: 1 });
    const [jug] = world.act("catalog.search", { text: "milk jug", limit: 1 });
    const variants = (productId: typeof shirt) =>
      world.act("catalog.variants", { productId: productId?.productId as never });
    expect(variants(shirt).map(({ detail }) => detail)).toEqual(["S red", "M red"]);
    expect(variants(jug)).toEqual([]);
  });
});

describe("sales.scan", () => {
  it("finds a product by each of its codes, spaces and all", () => {
    const world = openWorld({ products: shelf });
    const { saleId } = world.sale();
    for (const code of ["2000000000017", "OAT 1"]) {
      world.act("sales.scan", { saleId, code, quantity: 1 });
    }
    expect(world.sale().lines.map(({ name, quantity }) => [name, quantity])).toEqual([
      ["Oat milk", 2],
    ]);
  });
});

describe("a catalog of an older program", () => {
  it("is found in the new way, and still is in a copy of the file", () => {
    const path = join(temporaryFolder(), "register.db");
    const db = openDatabase(path);
    migrate(db, registerMigrations.slice(0, 3));
    const insert = db.prepare(
      `INSERT INTO product (product_id, name, detail, price_minor, tax_code, search_text, key_page,
         key_position) VALUES (?, ?, ?, 100, 'A', ?, 'Counter', ?)`,
    );
    ["Tea", "Oat milk", "Jug"].forEach((name, place) => {
      insert.run(`prod_${place}`, name, "old", `${name} old`.toLowerCase(), place);
    });
    db.exec(
      "INSERT INTO barcode VALUES ('4711', 'prod_1'); DELETE FROM product WHERE name = 'Tea'",
    );
    migrate(db, registerMigrations);
    const copyPath = `${path}.copy`;
    db.prepare("VACUUM INTO ?").run(copyPath);
    db.close();
    for (const file of [path, copyPath]) {
      const book = openDatabase(file);
      const catalog = openCatalog(book, demoShop.shop.currency);
      const found = (text: string) => catalog.search(text, 5).map(({ name }) => name);
      expect([found("milk"), found("oat milk old"), found("4711")]).toEqual(
        Array.from({ length: 3 }, () => ["Oat milk"]),
      );
      expect(catalog.keys()[0]?.products).toHaveLength(2);
      book.close();
    }
  });
});
