import { describe, expect, it } from "vitest";
import { openLedger } from "../../../ledger/ledger.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openFindSales } from "../../../register/sales/find-sales.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { sampleSale } from "../../support/sample-sale.ts";
import { openWorld, beans, papers, type World } from "../../support/world.ts";

const whole = { fromMs: null, toMs: null, beforeSeq: null, limit: 50 };
const found = (world: World, text: string) =>
  world.act("sales.find", { ...whole, text }).map(({ receiptNumber }) => receiptNumber);

function sellTo(world: World, name: string, code: string) {
  const { saleId } = world.sale();
  world.act("sales.set-customer", { saleId, customer: { name, email: null } });
  return world.sell(code);
}

describe("sales.find", () => {
  it("finds by receipt number, amount and customer, newest first", () => {
    const world = openWorld();
    const first = sellTo(world, "Ann Lee", beans);
    const second = sellTo(world, "Bo Annesley", papers);
    expect(found(world, "")).toEqual([second.receiptNumber, first.receiptNumber]);
    expect(found(world, first.receiptNumber)).toEqual([first.receiptNumber]);
    expect(found(world, "9-1")).toEqual([]);
    expect(found(world, "24,50")).toEqual([first.receiptNumber]);
    expect(found(world, "6.90")).toEqual([second.receiptNumber]);
    expect(found(world, "ann")).toEqual([second.receiptNumber, first.receiptNumber]);
    expect(world.act("sales.find", { ...whole, text: "lee" })[0]).toMatchObject({
      customer: "Ann Lee",
    });
  });

  it("narrows to a time, and goes on where it stopped", () => {
    const world = openWorld();
    const receipts = [beans, papers, beans].map((code) => world.sell(code));
    const [oldest, , newest] = receipts;
    const day = { fromMs: oldest?.atMs ?? 0, toMs: (newest?.atMs ?? 0) + 1 };
    const page = world.act("sales.find", { ...whole, ...day, text: "", limit: 2 });
    const beforeSeq = page.at(-1)?.seq ?? 0;
    const rest = world.act("sales.find", { ...whole, ...day, text: "", beforeSeq });
    expect([...page, ...rest].map(({ seq }) => seq)).toEqual(
      receipts.map(({ seq }) => seq).toReversed(),
    );
    const later = { ...whole, fromMs: day.toMs, text: "" };
    expect(world.act("sales.find", later)).toEqual([]);
  });

  it("B15: takes commands of SQL and of a search for the text that they are", () => {
    const world = openWorld();
    sellTo(world, "Robert'); DROP TABLE sale_listed;--", beans);
    for (const text of ["'); DELETE FROM customer;--", '"*^:NEAR(', "%", "_", "*", "\u{10FFFF}"]) {
      expect(found(world, text)).toEqual([]);
      expect(world.act("customers.find", { text, limit: 5 }).length).toBeLessThanOrEqual(1);
      expect(world.act("catalog.search", { text, limit: 5 })).toEqual([]);
    }
    expect(found(world, "robert")).toHaveLength(1);
  });

  it("finds a card's sale by its last four, its PaymentIntent and the bank's code", () => {
    const db = openDatabase(":memory:");
    migrate(db, registerMigrations);
    const ledger = openLedger(db, () => 1_000);
    const card = (last4: string, intentId: string, authorizationCode: string) => ({
      ...{ tender: "card" as const, amountMinor: 1_230, tipMinor: 0, paymentId: "pay_1" as never },
      ...{ connection: "main", intentId, brand: "visa", last4, readMethod: null },
      emv: {
        ...{ applicationName: "Visa", dedicatedFileName: "A0", accountType: null },
        ...{ authorizationCode, cardholderVerification: null },
      } as never,
    });
    [card("4242", "pi_Abc1", "A1B2C3"), card("0005", "pi_Xyz2", "Q9")].forEach((tender, index) => {
      const sale = sampleSale({ receiptCount: index + 1, prices: [1_230], tenders: [tender] });
      db.transaction(() => ledger.append(sale)).immediate();
    });
    const find = openFindSales(db, { shop: demoShop.shop, registerNumber: 2 });
    const counts = (text: string) =>
      find({ ...whole, text }).map(({ entry }) => entry.receiptCount);
    expect(counts("4242")).toEqual([1]);
    expect(counts("0005")).toEqual([2]);
    expect(counts("pi_abc1")).toEqual([1]);
    expect(counts("q9")).toEqual([2]);
    expect(counts("12.30")).toEqual([2, 1]);
  });
});
