import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { exportFormats } from "../../../contract/transfer-views.ts";
import { ended, exportFile, openTransferWorld } from "../../support/transfer.ts";
import { beans, kettle, papers, type World } from "../../support/world.ts";

const root = resolve(import.meta.dirname, "../../..");

function openSold(): World {
  const world = openTransferWorld();
  world.sell(beans);
  world.sell(kettle, papers);
  return world;
}

describe("transfer.export", () => {
  it("writes every format into the folder of exports, and tells how it went on", async () => {
    const world = openSold();
    for (const format of exportFormats) {
      expect(readFileSync(await exportFile(world, format), "utf8")).not.toBe("");
    }
    const { exports } = world.act("transfer.files", {});
    expect(exports.map(({ fileName }) => fileName)).toEqual([
      "catalog.csv",
      "ledger-3.beancount",
      "ledger-3.journal",
      "ledger-3.jsonl",
      "ledger-3.postings.csv",
      "ledger-3.sales.csv",
    ]);
    expect(exports.every(({ bytes }) => bytes > 0)).toBe(true);
    expect(world.act("transfer.job", {})).toMatchObject({ state: "done", unit: "products" });
  });

  it("exports the book as it stood when it was asked, though sales go on", async () => {
    const world = openSold();
    const job = world.act("transfer.export", { format: "json-lines", timeZone: "UTC" });
    world.sell(beans);
    const view = await ended(world, job);
    expect([view.done, view.total]).toEqual([3, 3]);
    const text = readFileSync(join(world.folder, "exports", view.fileName), "utf8");
    expect(text.trimEnd().split("\n")).toHaveLength(3);
  });

  it("removes what it wrote when it is cancelled", () => {
    const world = openSold();
    const { jobId } = world.act("transfer.export", { format: "csv", timeZone: "UTC" });
    expect(world.act("transfer.cancel", { jobId })).toMatchObject({ state: "cancelled" });
    expect(readdirSync(join(world.folder, "exports"))).toEqual([]);
  });

  it("says no to a zone that is none", () => {
    const world = openSold();
    const ask = (timeZone: string) => world.refusal("transfer.export", { format: "csv", timeZone });
    expect([ask("Mars/Base"), ask("Europe/Dublin")]).toEqual(["bad-input", "ok"]);
  });

  it("F9 a disk that fails ends the job with its code, and selling goes on", async () => {
    const world = openSold();
    const { fileName } = await ended(
      world,
      world.act("transfer.export", { format: "csv", timeZone: "UTC" }),
    );
    const folder = join(world.folder, "exports");
    spawnSync("rm", ["-r", folder]);
    writeFileSync(folder, "a file where the folder was");
    const failed = await ended(
      world,
      world.act("transfer.export", { format: "csv", timeZone: "UTC" }),
    );
    expect([failed.fileName, failed.state]).toEqual([fileName, "failed"]);
    world.sell(beans);
  });

  it("F39 killed while it writes, it leaves the older file whole and no half one for good", async () => {
    const world = openSold();
    const path = await exportFile(world, "csv");
    const older = readFileSync(path, "utf8");
    world.register.close();
    const script = `
      const { exportLedger } = await import("${root}/ledger/exports/export-ledger.ts");
      const { openLedgerRows } = await import("${root}/ledger/ledger-rows.ts");
      const { openForReading } = await import("${root}/ledger/storage/open-database.ts");
      const db = openForReading("${join(world.folder, "register.db")}");
      const rowsAfter = openLedgerRows(db).after;
      const order = { rowsAfter, headSeq: 3, format: "csv", timeZone: "UTC", path: "${path}" };
      const job = exportLedger(order);
      job.next(); job.next();
      process.kill(process.pid, "SIGKILL");
    `;
    const child = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
    expect([child.signal, existsSync(`${path}.part`)]).toEqual(["SIGKILL", true]);
    expect(readFileSync(path, "utf8")).toBe(older);
    const again = world.restart();
    expect(readdirSync(join(world.folder, "exports"))).toEqual(["ledger-3.postings.csv"]);
    expect(again.act("transfer.files", {}).exports).toHaveLength(1);
  });
});
