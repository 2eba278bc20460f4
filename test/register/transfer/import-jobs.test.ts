import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { ended, importList, openTransferWorld, startImport } from "../../support/transfer.ts";
import { beans, type World } from "../../support/world.ts";

const header = "sku,name,detail,price,tax,barcodes,group,keys,sold\n";
const good = `${header}A1,Oat milk,1 L,2.35,A,2000000000017 2000000000024,,Counter,yes\nA2,Oat milk,2 L,4.10,A,,oat,,\n`;

const names = (world: World, text: string) =>
  world.act("catalog.search", { text, limit: 50 }).map(({ name, detail }) => `${name}, ${detail}`);

describe("transfer jobs", () => {
  const many = (count: number) =>
    `${header}${Array.from({ length: count }, (_, i) => `S${i},Article ${i},,1.00,A,${10_000_000 + i},,,\n`).join("")}`;

  it("lets sales go on between the slices of an import, and one job run at a time", async () => {
    const world = openTransferWorld();
    const job = startImport(world, many(5_000));
    expect(world.act("transfer.job", {})?.state).toBe("running");
    expect(world.refusal("transfer.export", { format: "csv", timeZone: "UTC" })).toBe(
      "job-running",
    );
    const end = ended(world, job);
    let sales = 0;
    while (world.act("transfer.job", {})?.state === "running") {
      world.sell(beans);
      sales += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await end).report?.added).toBe(5_000);
    expect(sales).toBeGreaterThan(2);
  });

  it("ends at once when it is cancelled, and changes nothing", async () => {
    const world = openTransferWorld();
    const { jobId } = startImport(world, many(5_000));
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.act("transfer.cancel", { jobId }).state).toBe("cancelled");
    expect(names(world, "article")).toEqual([]);
    expect(world.refusal("transfer.cancel", { jobId })).toBe("job-not-running");
    expect((await importList(world, good)).state).toBe("done");
  });

  it("is cancelled when the register closes", () => {
    const world = openTransferWorld();
    startImport(world, many(5_000));
    const reopened = world.restart();
    expect(reopened.act("transfer.job", {})).toBeNull();
    expect(names(reopened, "article")).toEqual([]);
  });

  /** Lets the job go on until its change of the catalog is promised. */
  async function untilOwed(world: World): Promise<void> {
    const db = openForReading(join(world.folder, "register.db"));
    const owed = db.prepare("SELECT 1 FROM catalog_switch");
    while (owed.get() === undefined) await new Promise((resolve) => setImmediate(resolve));
    db.close();
  }

  const dearer = (text: string) => text.replaceAll("1.00", "2.00");
  const pricesOf = (world: World) => {
    const found = world.act("catalog.search", { text: "article", limit: 50 });
    return new Set(found.map(({ price }) => price.minor));
  };

  it("shows the old list whole until the new one is whole", async () => {
    const world = openTransferWorld();
    await importList(world, many(3_000));
    const end = ended(world, startImport(world, dearer(many(3_000))));
    await untilOwed(world);
    let looks = 0;
    for (; world.act("transfer.job", {})?.state === "running"; looks += 1) {
      expect(pricesOf(world)).toEqual(new Set([100]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(looks).toBeGreaterThan(0);
    expect((await end).report?.changed).toBe(3_000);
    expect(pricesOf(world)).toEqual(new Set([200]));
  });

  it("is finished, and says so, where it is cancelled after its change was promised", async () => {
    const world = openTransferWorld();
    await importList(world, many(3_000));
    const { jobId } = startImport(world, dearer(many(3_000)));
    await untilOwed(world);
    expect(world.act("transfer.cancel", { jobId })).toMatchObject({
      ...{ state: "done", report: { changed: 3_000 } },
    });
    expect(pricesOf(world)).toEqual(new Set([200]));
  });

  it("is finished by a register that closes after its change was promised", async () => {
    const world = openTransferWorld();
    await importList(world, many(3_000));
    startImport(world, dearer(many(3_000)));
    await untilOwed(world);
    expect(pricesOf(world.restart())).toEqual(new Set([200]));
  });

  it("is a manager's: a clerk is asked for an approval", () => {
    const world = openTransferWorld();
    world.act("people.lock", {});
    world.act("people.sign-in", { userId: "user_mara" as never, pin: "1111" });
    expect(world.refusal("transfer.export", { format: "csv", timeZone: "UTC" })).toBe(
      "needs-approval",
    );
  });
});
