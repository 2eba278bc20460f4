import { join } from "node:path";
import { onTestFinished, describe, expect, it } from "vitest";
import { Currency } from "../../../contract/money.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openCatalog } from "../../../register/catalog/catalog.ts";
import {
  openPendingList,
  SLICE,
  type PendingList,
} from "../../../register/catalog/pending-list.ts";
import type { PlacedProduct } from "../../../register/catalog/product-store.ts";
import { temporaryFolder } from "../../support/world.ts";

const COUNT = SLICE * 3;
const codeOf = (index: number) => String(10_000_000 + index);

/** Each product has the barcode of the one `shift` places on, so that all codes move. */
function productAt(index: number, name: string, shift: number): PlacedProduct {
  return {
    ...{
      productId: `prod_${index}`,
      name: `${name} ${index}`,
      detail: "",
      priceMinor: 100 + shift,
    },
    ...{ taxCode: "A", barcodes: [codeOf((index + shift) % COUNT)], keyPage: null },
    ...{ keyPosition: index, sku: `S${index}`, variantGroup: null, soldBy: "piece" as const },
  };
}

const listOf = (name: string, shift: number) =>
  Array.from({ length: COUNT }, (_, index) => productAt(index, name, shift));

/** A file with a catalog of old names; opened again as often as a test likes. */
function openFile(path = join(temporaryFolder(), "till.db")) {
  const db = openDatabase(path);
  onTestFinished(() => void db.close());
  migrate(db, registerMigrations);
  const pending = openPendingList(db);
  const catalog = openCatalog(db, Currency.parse("EUR"));
  return { path, db, pending, catalog };
}

type File = ReturnType<typeof openFile>;

/** A list that changes every product and takes the last out of sale. */
function keepList({ db, pending, catalog }: File): void {
  db.transaction(() => catalog.importProducts(listOf("Old", 0))).immediate();
  pending.keep({ products: listOf("New", 1).slice(0, -1), retired: [`prod_${COUNT - 1}`] });
}

/** What a clerk finds: how many of each name, and what the codes stand for. */
function seen({ catalog }: Pick<File, "catalog">) {
  const count = (name: string) => catalog.search(name, COUNT).length;
  return { old: count("old"), new: count("new"), first: catalog.byCode(codeOf(1))?.name };
}

const before = { old: 200, new: 0, first: "Old 1" };
const after = { old: 0, new: 200, first: "New 0" };

function steps(work: ReturnType<PendingList["apply"]>, count: number): boolean {
  for (let step = 0; step < count; step += 1) if (work.next().done === true) return true;
  return false;
}

describe("openPendingList", () => {
  it("counts for nothing until it is owed, and is forgotten by the next start", () => {
    const file = openFile();
    keepList(file);
    expect(limited(seen(file))).toEqual(before);
    file.db.close();
    const again = openFile(file.path);
    again.pending.recover();
    expect(limited(seen(again))).toEqual(before);
    expect(again.db.prepare("SELECT 1 FROM catalog_pending").get()).toBeUndefined();
  });

  it("shows readers the catalog of before in each step of the work, and then the new one", () => {
    const file = openFile();
    keepList(file);
    const thaw = file.catalog.freeze();
    file.pending.owe();
    const work = file.pending.apply();
    let count = 0;
    for (; !steps(work, 1); count += 1) expect(limited(seen(file))).toEqual(before);
    expect(count).toBeGreaterThan(6);
    thaw();
    expect(limited(seen(file))).toEqual(after);
    expect(file.catalog.byId(`prod_${COUNT - 1}`)).toBeUndefined();
  });

  it.each(Array.from({ length: 10 }, (_, step) => [step] as const))(
    "is finished by the next start, whole, where a crash came after step %d",
    (step) => {
      const file = openFile();
      keepList(file);
      file.pending.owe();
      steps(file.pending.apply(), step);
      file.db.close();
      const again = openFile(file.path);
      again.pending.recover();
      expect(limited(seen(again))).toEqual(after);
      expect(again.pending.isOwed()).toBe(false);
      again.pending.recover();
      expect(limited(seen(again))).toEqual(after);
    },
  );

  it("leaves the index of words as it usually is", () => {
    const file = openFile();
    keepList(file);
    file.pending.owe();
    steps(file.pending.apply(), 1_000);
    const config = file.db.prepare("SELECT k, v FROM product_search_config ORDER BY k").raw();
    expect(config.all()).toEqual(
      expect.arrayContaining([
        ["automerge", 4],
        ["crisismerge", 16],
      ]),
    );
  });
});

/** A search ranks the first two hundred that it finds. */
const limited = <Seen extends Readonly<{ old: number; new: number }>>(found: Seen) => ({
  ...found,
  old: Math.min(found.old, 200),
  new: Math.min(found.new, 200),
});
