import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import {
  ended,
  exportFile,
  faultsOf,
  importList,
  openTransferWorld,
} from "../../support/transfer.ts";
import { beans, type World } from "../../support/world.ts";

const header = "sku,name,detail,price,tax,barcodes,group,keys,sold\n";
const good = `${header}A1,Oat milk,1 L,2.35,A,2000000000017 2000000000024,,Counter,yes\nA2,Oat milk,2 L,4.10,A,,oat,,\n`;

const names = (world: World, text: string) =>
  world.act("catalog.search", { text, limit: 50 }).map(({ name, detail }) => `${name}, ${detail}`);

describe("transfer.import-products", () => {
  it("adds, changes and leaves products, and says so", async () => {
    const world = openTransferWorld();
    const first = await importList(world, good);
    expect(first).toMatchObject({ state: "done", report: { products: 2, added: 2, changed: 0 } });
    const dearer = good.replace("4.10", "4.20");
    const second = await importList(world, dearer);
    expect(second.report).toMatchObject({ added: 0, changed: 1, unchanged: 1, problemCount: 0 });
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: "2000000000024", quantity: 1 });
    const [, big] = world.act("catalog.search", { text: "oat", limit: 5 });
    expect(big?.price).toEqual(money(420, world.sale().total.currency));
    expect(world.sale().total.minor).toBe(235);
  });

  it("puts products on quick keys and tells the screens", async () => {
    const world = openTransferWorld();
    await importList(world, good);
    const told = world.events.find(({ event }) => event === "catalog-changed");
    const counter = world.act("catalog.keys", {}).find(({ name }) => name === "Counter");
    expect(told?.view).toEqual(world.act("catalog.keys", {}));
    expect(counter?.products.map(({ name }) => name)).toContain("Oat milk");
  });

  it("writes the change of the catalog into the ledger", async () => {
    const world = openTransferWorld();
    await importList(world, good);
    const [newest] = world.act("people.activity", { beforeSeq: null, limit: 1 });
    expect(newest).toMatchObject({ what: "configuration-changed", who: "Jonas" });
  });

  it("only reports when it is asked to check", async () => {
    const world = openTransferWorld();
    const { state, report } = await importList(world, good, { apply: false });
    expect([state, report.added]).toEqual(["done", 2]);
    expect(names(world, "oat")).toEqual([]);
  });

  it("takes products out of sale, by the list or by their absence, and lets them come back", async () => {
    const world = openTransferWorld();
    await importList(world, good);
    await importList(world, `${header}A2,Oat milk,2 L,4.10,A,,oat,,no\n`);
    expect(names(world, "oat")).toEqual(["Oat milk, 1 L"]);
    await importList(world, `${header}A3,Soy milk,1 L,2.00,A,,,,\n`, { missing: "retire" });
    expect(names(world, "milk")).toEqual(["Soy milk, 1 L"]);
    const { saleId } = world.sale();
    const code = "2000000000017";
    expect(world.refusal("sales.scan", { saleId, code, quantity: 1 })).toBe("unknown-code");
    await importList(world, good);
    expect(world.refusal("sales.scan", { saleId, code, quantity: 1 })).toBe("ok");
  });

  it("moves a barcode from one product of the list to another", async () => {
    const world = openTransferWorld();
    await importList(world, `${header}A1,One,,1.00,A,111,,,\nA2,Two,,2.00,A,222,,,\n`);
    await importList(world, `${header}A1,One,,1.00,A,222,,,\nA2,Two,,2.00,A,111,,,\n`);
    const { saleId } = world.sale();
    const sale = world.act("sales.scan", { saleId, code: "222", quantity: 1 });
    expect(sale.lines[0]?.name).toBe("One");
  });

  it("gives back what the catalog was exported as", async () => {
    const world = openTransferWorld();
    await importList(world, `${good}A3,"'=not a formula, ""quoted""",,0.00,B,,,,\n`);
    const exported = await exportFile(world, "catalog-csv");
    const first = readFileSync(exported, "utf8");
    const again = await importList(world, first, { fileName: "again.csv", missing: "retire" });
    expect(again.report).toMatchObject({ products: 6, added: 0, retired: 0, problemCount: 0 });
    const third = await importList(world, first, { fileName: "again.csv" });
    expect(third.report).toMatchObject({ unchanged: 6 });
    await exportFile(world, "catalog-csv");
    expect(readFileSync(exported, "utf8")).toBe(first);
  });

  it.each([
    ["utf-8 with a mark", Buffer.from(`\ufeff${header}A1,Café,,1.00,A,,,,\n`)],
    ["utf-16le with a mark", Buffer.from(`\ufeff${header}A1,Café,,1.00,A,,,,\n`, "utf16le")],
    [
      "utf-16be with a mark",
      Buffer.from(`\ufeff${header}A1,Café,,1.00,A,,,,\n`, "utf16le").swap16(),
    ],
  ])("knows %s by itself", async (_name, content) => {
    const world = openTransferWorld();
    await importList(world, content);
    expect(names(world, "cafe")).toEqual(["Café, "]);
  });

  it("reads semicolons with decimal commas, and the encoding it is told", async () => {
    const world = openTransferWorld();
    const text = "sku;name;price;tax\nA1;Caf\u00e9;1,50;A\n";
    await importList(world, Buffer.from(text, "latin1"), { encoding: "windows-1252" });
    expect(world.act("catalog.search", { text: "café", limit: 1 })[0]?.price.minor).toBe(150);
  });
});

describe("transfer.import-products, bad files", () => {
  const lines = (...rows: string[]) => `${header}${rows.join("\n")}\n`;
  it.each<readonly [string, string | Buffer, readonly string[]]>([
    ["nothing", "", ["1 - empty-file"]],
    ["a header alone", header, ["1 - empty-file"]],
    [
      "no header",
      "A1,Oat,1.00,A\n",
      [
        "1 name missing-column",
        "1 price missing-column",
        "1 sku missing-column",
        "1 tax missing-column",
      ],
    ],
    ["a column twice", "sku,name,name,price,tax\n", ["1 name duplicate-column"]],
    [
      "a broken letter",
      Buffer.concat([Buffer.from(`${header}A1,a,,1.00,A\nA2,`), Buffer.from([0xff])]),
      ["3 - wrong-encoding"],
    ],
    [
      "another encoding unmarked",
      Buffer.from(header, "utf16le"),
      [
        "1 name missing-column",
        "1 price missing-column",
        "1 sku missing-column",
        "1 tax missing-column",
      ],
    ],
    ["an open quote", lines('A1,"open,,1.00,A'), ["2 - unclosed-quote"]],
    ["a million columns", lines(",".repeat(1_000_000)), ["2 - too-many-columns"]],
    ["more cells than names", lines("A1,a,,1.00,A,,,,yes,more"), ["2 - too-many-columns"]],
    ["a formula", lines('A1,"=HYPERLINK(""http://x"")",,1.00,A'), ["2 name formula"]],
    ["a sku twice", lines("A1,a,,1.00,A", "a1,b,,1.00,A"), ["3 sku duplicate-sku"]],
    [
      "a barcode twice",
      lines("A1,a,,1.00,A,11", "A2,b,,1.00,A,11"),
      ["3 barcodes duplicate-barcode"],
    ],
    ["a barcode of another product", lines(`A1,a,,1.00,A,${beans}`), ["2 barcodes barcode-taken"]],
    [
      "bad prices",
      lines(
        "A1,a,,-1.00,A",
        "A2,b,,1.005,A",
        "A3,c,,1e3,A",
        'A4,d,,"1,000.00",A',
        "A5,e,,NaN,A",
        "A6,f,,99999999999999,A",
      ),
      [
        "2 price bad-price",
        "3 price bad-price",
        "4 price bad-price",
        "5 price bad-price",
        "6 price bad-price",
        "7 price bad-price",
      ],
    ],
    [
      "control signs in a name",
      lines(
        "A1,nul\u0000,,1.00,A",
        "A2,esc\u001b[2J,,1.00,A",
        "A3,\u202egnp,,1.00,A",
        '"A4","line\nend",,1.00,A',
      ),
      ["2 name bad-text", "3 name bad-text", "4 name bad-text", "5 name bad-text"],
    ],
    ["ten thousand marks", lines(`A1,a${"\u0301".repeat(10_000)},,1.00,A`), ["2 name bad-text"]],
    [
      "what is missing or unknown",
      lines("A1,,,1.00,Q", ",b,,,A", "A3,c,,1.00,A,,,,maybe"),
      [
        "2 name missing-value",
        "2 tax unknown-tax",
        "3 sku missing-value",
        "3 price missing-value",
        "4 sold bad-flag",
      ],
    ],
  ])("B17 refuses %s with the line, and changes nothing", async (_name, content, faults) => {
    const world = openTransferWorld();
    const before = world.act("catalog.keys", {});
    const { state, report } = await importList(world, content);
    expect(state).toBe("refused");
    expect(
      report.problems.map(({ line, column, fault }) => `${line} ${column ?? "-"} ${fault}`).sort(),
    ).toEqual([...faults].sort());
    expect(world.act("catalog.keys", {})).toEqual(before);
  });

  it("B17 refuses a file of a gigabyte before it reads it", async () => {
    const world = openTransferWorld();
    const path = join(world.folder, "import", "huge.csv");
    writeFileSync(path, header);
    truncateSync(path, 1024 ** 3);
    const order = {
      fileName: "huge.csv",
      apply: true,
      encoding: "utf-8",
      missing: "keep",
    } as const;
    const view = await ended(world, world.act("transfer.import-products", order));
    expect([view.state, faultsOf(view)]).toEqual(["refused", ["1 - file-too-large"]]);
  });

  it("counts all bad lines and lists the first hundred", async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `A${index},a,,x,A`);
    const { report } = await importList(openTransferWorld(), lines(...rows));
    expect([report.problemCount, report.problems.length]).toEqual([500, 100]);
    expect(report.problems.at(-1)?.line).toBe(101);
  });

  it.each(["../register.db", "/etc/passwd", ".hidden", "a/b.csv", "a\\b.csv", ""])(
    "cannot be told the path %j",
    (fileName) => {
      const world = openTransferWorld();
      const order = { fileName, apply: true, encoding: "utf-8", missing: "keep" };
      expect(world.refusal("transfer.import-products", order)).toBe("bad-input");
    },
  );
});
