import { spawnSync } from "node:child_process";
import Database from "better-sqlite3";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { listBackups } from "../../ledger/backup/backup-file.ts";
import { acksIn, canTrace } from "../drill/ledger/disk-trace.ts";
import { violationsIn } from "../drill/ledger/prove-folder.ts";
import { createFakeRelay } from "../support/fake-relay.ts";
import { connect } from "../support/card-world.ts";
import { canMount, openSmallDisk } from "../support/small-disk.ts";
import { beans, openWorld, papers, temporaryFolder, type World } from "../support/world.ts";

const mayMount = canMount();
const mayTrace = canTrace();
const sellingProgram = resolve(import.meta.dirname, "../drill/ledger/selling-main.ts");

function smallDisk(options: string) {
  const disk = openSmallDisk(options);
  if (disk === undefined) throw new Error("mounting worked a moment ago");
  onTestFinished(disk.remove);
  return disk;
}

/** Sells until the register refuses; answers the refusal and how many it had sold. */
function sellUntilRefused(world: World): Readonly<{ why: string; sold: number }> {
  for (let sold = 0; sold < 5_000; sold += 1) {
    try {
      world.sell(beans, papers);
    } catch (error) {
      return { why: String(error), sold };
    }
  }
  throw new Error("the disk never filled");
}

describe("a register on a full disk", () => {
  it.skipIf(!mayMount)(
    "F9: refuses the sale that has no room at its commit, loses none, and goes on (needs root)",
    () => {
      const disk = smallDisk("size=3m");
      const world = openWorld({ folder: join(disk.folder, "till") });
      const { why, sold } = sellUntilRefused(world);
      expect(why).toMatch(/disk-full/);
      disk.remount("size=32m");
      // What was refused may have been the item, or the payment.
      const left = world.sale();
      if (left.itemCount === 0) {
        world.act("sales.scan", { saleId: left.saleId, code: beans, quantity: 1 });
      }
      const draft = world.sale();
      world.act("sales.pay-cash", {
        saleId: draft.saleId,
        total: draft.cashTotal,
        given: draft.cashTotal,
      });
      world.register.close();
      const again = openWorld({ folder: world.folder });
      expect(again.act("sales.list", { beforeSeq: null, limit: 100 }).length).toBe(
        Math.min(100, sold + 1),
      );
      expect(violationsIn(world.folder, [])).toEqual([]);
    },
  );

  it.skipIf(!mayMount)(
    "F9: makes no backup where there is no room, keeps the last one, and sells (needs root)",
    async () => {
      const disk = smallDisk("size=4m");
      const world = openWorld({ folder: join(disk.folder, "till") });
      world.sell(beans);
      const ended = () =>
        new Promise<string | null>((resolve) => {
          const stop = world.register.onEvent((event) => {
            if (event.event !== "backups-changed") return;
            stop();
            resolve(event.view.failure);
          });
          world.act("backup.make", {});
        });
      expect(await ended()).toBeNull();
      const kept = listBackups(join(world.folder, "backups"));
      mkdirSync(join(disk.folder, "fill"));
      fillUp(join(disk.folder, "fill"), 100 * 1024);
      expect(await ended()).toBe("disk-full");
      expect(listBackups(join(world.folder, "backups"))).toEqual(kept);
      world.sell(papers);
    },
  );

  it.skipIf(!mayMount)("F9: starts no charge without room for its sale (needs root)", async () => {
    const disk = smallDisk("size=8m");
    const relay = createFakeRelay();
    const world = openWorld({ folder: join(disk.folder, "till"), relay });
    await connect(relay);
    const { saleId } = world.sale();
    const { total } = world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    expect(world.refusal("payments.charge", { saleId, total })).toBe("disk-full");
    expect(relay.all("start-card-payment")).toEqual([]);
    disk.remount("size=64m");
    expect(world.refusal("payments.charge", { saleId, total })).toBe("ok");
  });
});

/** Leaves about so many bytes of a disk. */
function fillUp(folder: string, leftBytes: number): void {
  const chunk = Buffer.alloc(16 * 1024);
  const files: string[] = [];
  for (let file = 0; ; file += 1) {
    const path = join(folder, `${file}`);
    try {
      writeFileSync(path, chunk);
    } catch {
      for (const each of [path, ...files.slice(-leftBytes / chunk.length)]) writeFileSync(each, "");
      return;
    }
    files.push(path);
  }
}

type Call = "fsync" | "pwrite64" | "openat";
type Fault = Readonly<{ inject: string; call: Call; after: "ready" | "register.db"; nth: number }>;

function traced(folder: string, options: readonly string[]) {
  const file = `${folder}.trace`;
  const args = ["-o", file, "-e", "trace=fsync,fdatasync,pwrite64,ftruncate,openat,write"];
  const program = [process.execPath, sellingProgram, folder, "sell", "", "8"];
  const run = spawnSync("strace", [...args, ...options, ...program], {
    encoding: "utf8",
    timeout: 60_000,
  });
  return { acks: acksIn(run.stdout), lines: readFileSync(file, "latin1").split("\n") };
}

/** Sells twice with nothing in the way; answers what was acknowledged. */
function sellTwo(folder: string): ReturnType<typeof acksIn> {
  const args = [sellingProgram, folder, "sell", "", "2"];
  const acks = acksIn(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout);
  expect(acks).toHaveLength(2);
  return acks;
}

/**
 * How many such calls a start makes until it opens its book, or says that it is ready: a fault falls
 * where it should, however many modules are read before.
 */
const callsBefore = ((): ((fault: Fault) => number) => {
  let clean: readonly string[] | undefined;
  return ({ call, after }) => {
    if (clean === undefined) {
      const folder = temporaryFolder();
      sellTwo(folder);
      clean = traced(folder, []).lines;
    }
    const mark = after === "ready" ? /^write\(1, .*ready/ : /^openat\(.*register\.db"/;
    const end = clean.findIndex((line) => mark.test(line));
    return clean.slice(0, end).filter((line) => line.startsWith(`${call}(`)).length;
  };
})();

const fromThen = (inject: string, call: Call, nth: number): Fault => ({
  ...{ inject, call, nth },
  after: "ready",
});

describe("a register on a disk that fails", () => {
  it.skipIf(!mayTrace).each<[string, Fault, times: "once" | "on"]>([
    ["F10: an fsync fails once", fromThen("fsync:error=EIO", "fsync", 12), "once"],
    ["F10: a write fails once", fromThen("pwrite64:error=EIO", "pwrite64", 60), "once"],
    ["F10: every write fails from then on", fromThen("pwrite64:error=EIO", "pwrite64", 90), "on"],
    ["F9: there is no room from then on", fromThen("pwrite64:error=ENOSPC", "pwrite64", 90), "on"],
    [
      "F10: the disk turns read-only",
      fromThen("pwrite64,ftruncate:error=EROFS", "pwrite64", 90),
      "on",
    ],
    [
      "F10: no file can be opened any more, from the log's on",
      { inject: "openat:error=EMFILE", call: "openat", after: "register.db", nth: 2 },
      "on",
    ],
    ["F11: every fsync takes half a second", fromThen("fsync:delay_exit=500000", "fsync", 2), "on"],
  ])(
    "%s: what was answered stays, and the next start sells (needs strace)",
    (_what, fault, times) => {
      const folder = temporaryFolder();
      const before = sellTwo(folder);
      const when = `${callsBefore(fault) + fault.nth}${times === "on" ? "+" : ""}`;
      const { acks, lines } = traced(folder, ["-e", `inject=${fault.inject}:when=${when}`]);
      expect(lines.filter((line) => /\((INJECTED|DELAYED)\)$/.test(line))).not.toEqual([]);
      expect(violationsIn(folder, [...before, ...acks])).toEqual([]);
      const after = sellTwo(folder);
      expect(violationsIn(folder, [...before, ...acks, ...after])).toEqual([]);
    },
    90_000,
  );

  it("F12: refuses while another process holds the database, and sells when it lets go", () => {
    const world = openWorld();
    world.sell(beans);
    const { saleId, cashTotal } = world.act("sales.scan", {
      saleId: world.sale().saleId,
      code: beans,
      quantity: 1,
    });
    const other = new Database(join(world.folder, "register.db"));
    other.exec("BEGIN EXCLUSIVE");
    const pay = { saleId, total: cashTotal, given: cashTotal };
    expect(world.refusal("sales.pay-cash", pay)).toBe("storage-failed");
    other.exec("ROLLBACK");
    other.close();
    expect(world.refusal("sales.pay-cash", pay)).toBe("ok");
    expect(violationsIn(world.folder, [])).toEqual([]);
  });
});

describe("a write-ahead log that was changed", () => {
  it("F5: never costs a sale in silence, whichever frame is flipped", () => {
    const world = openWorld();
    for (let sale = 0; sale < 5; sale += 1) world.sell(beans);
    const files = ["register.db", "register.db-wal", "witness"];
    const saved = files.map((name) => [name, readFileSync(join(world.folder, name))] as const);
    const wal = saved[1]?.[1] ?? Buffer.alloc(0);
    const frames = Math.floor((wal.length - 32) / (4_096 + 24));
    const outcomes = { refused: 0, whole: 0 };
    expect(frames).toBeGreaterThan(20);
    for (let frame = 0; frame < frames; frame += 3) {
      const folder = temporaryFolder();
      for (const [name, bytes] of saved) writeFileSync(join(folder, name), bytes);
      const flipped = Buffer.from(wal);
      const at = 32 + frame * (4_096 + 24) + 500;
      flipped.writeUInt8(flipped.readUInt8(at) ^ 16, at);
      writeFileSync(join(folder, "register.db-wal"), flipped);
      try {
        const again = openWorld({ folder });
        expect(again.act("sales.list", { beforeSeq: null, limit: 10 })).toHaveLength(5);
        again.register.close();
        outcomes.whole += 1;
      } catch (error) {
        expect(error).toMatchObject({
          code: expect.stringMatching(/^(ledger|database)-/) as string,
        });
        outcomes.refused += 1;
      }
    }
    expect(outcomes.refused).toBeGreaterThan(0);
    world.register.close();
  });
});
