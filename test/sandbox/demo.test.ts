import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { letIn, openBridge } from "../support/bridge-client.ts";
import { isAlive, runDemo, startDemo, temporaryFolder, type Demo } from "../support/demo.ts";
import { addToSale, allSales, payCash, sellOne } from "../support/selling.ts";

const running: Demo[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((demo) => demo.stop()));
});

async function start(options: Parameters<typeof startDemo>[0] = {}): Promise<Demo> {
  const demo = await startDemo(options);
  running.push(demo);
  return demo;
}

/** Looks again and again: the end of processes that are not our children is told to nobody. */
async function ended(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await setTimeout(20);
}

describe("npm start", () => {
  it("says where it stands, sells, and keeps the sale for the next start", async () => {
    const first = await start();
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const receipt = await sellOne(await openBridge(first));
    await first.stop();
    const second = await start({ data: first.data });
    const sales = await allSales(await openBridge(second));
    expect(sales.map(({ saleId }) => saleId)).toEqual([receipt.saleId]);
    expect(second.url).not.toContain(new URL(first.url).searchParams.get("token"));
  });

  it("ends every child at SIGTERM, with exit code 0", async () => {
    const demo = await start();
    const { register = 0 } = demo.pids();
    const { exitCode } = await demo.stop();
    expect([exitCode, isAlive(register)]).toEqual([0, false]);
  });

  it("closes the ledger in order at Ctrl-C, which reaches the whole process group", async () => {
    const demo = await start({ ownGroup: true });
    await sellOne(await openBridge(demo));
    const wal = join(demo.data, "register.db-wal");
    expect(existsSync(wal)).toBe(true);
    const { register = 0 } = demo.pids();
    process.kill(-(demo.process.pid ?? Number.NaN), "SIGINT");
    const { exitCode, stderr } = await demo.ended;
    expect([exitCode, isAlive(register), existsSync(wal)]).toEqual([0, false, false]);
    expect(stderr).not.toContain("register ended");
  });

  it("leaves no child behind when it is killed without a word", async () => {
    const demo = await start();
    const pids = Object.values(demo.pids());
    demo.process.kill("SIGKILL");
    await ended(pids);
    const next = await start({ data: demo.data });
    expect(await (await openBridge(next)).call("register.view", {})).toMatchObject({ ok: true });
  });

  it("brings a killed register back on the same port, for the same browsers", async () => {
    const demo = await start();
    const Cookie = await letIn(demo);
    const till = await openBridge(demo, { Cookie });
    const receipt = await sellOne(till);
    const draft = await addToSale(till);
    const { register: before } = demo.pids();

    await demo.killRegister();
    expect(demo.pids()["register"]).not.toBe(before);
    const again = await openBridge(demo, { Cookie });
    const view = await again.value("register.view", {});
    expect(view.sale).toEqual(draft);
    expect(view.lastReceipt?.receiptNumber).toBe(receipt.receiptNumber);
    await payCash(again, view.sale);
    expect(await allSales(again)).toHaveLength(2);
  });

  it("gives up on a register that keeps dying, says so, and ends with 1", async () => {
    const demo = await startDemo();
    for (let death = 1; death <= 5; death += 1) await demo.killRegister();
    demo.killRegisterNow();
    await once(demo.process, "exit");
    const { exitCode, stderr } = await demo.stop();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("register ended 6 times within a minute: SIGKILL");
  });

  it("refuses a port that another program holds: port-in-use, with the way out", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { exitCode, lines, stderr } = await runDemo([
      "--port",
      String(port),
      "--data",
      temporaryFolder(),
    ]);
    other.close();
    expect(exitCode).toBe(1);
    expect(lines).toMatchObject([{ trouble: { code: "port-in-use" } }]);
    expect(stderr).toContain(`npm start -- --port ${port + 1}`);
  });

  it("takes other ports for Stripe and the relay where those after the page's are taken", async () => {
    const first = await start();
    await first.stop();
    const other = createServer().listen(first.port + 1, "127.0.0.1");
    await once(other, "listening");
    const next = await start({ data: first.data, port: first.port });
    expect(next.port).toBe(first.port);
    expect(next.stripeUrl).not.toContain(String(first.port + 1));
    other.close();
  });

  it("refuses a second register on one folder: folder-in-use", async () => {
    const first = await start();
    const { exitCode, lines } = await runDemo(["--port", "0", "--data", first.data]);
    expect(exitCode).toBe(1);
    expect(lines).toMatchObject([{ trouble: { code: "folder-in-use" } }]);
    expect(await (await openBridge(first)).call("register.view", {})).toMatchObject({ ok: true });
  });

  it("refuses a port that is none, before anything starts", async () => {
    for (const port of ["80", "65536", "-1", "4710x", ""]) {
      const { exitCode, lines, stderr } = await runDemo(["--port", port]);
      expect([port, exitCode, lines]).toEqual([port, 1, []]);
      expect(stderr).toContain("A port is 0, or 1024 to 65535.");
    }
  });

  it("prints the address for people when nobody asked for JSON", async () => {
    const program = resolve(import.meta.dirname, "../../sandbox/main.ts");
    const data = temporaryFolder();
    const demo = spawn(process.execPath, [program, "--no-open", "--port", "0", "--data", data]);
    let text = "";
    for await (const chunk of demo.stdout) {
      text += String(chunk);
      if (text.includes("Ctrl-C")) break;
    }
    demo.kill("SIGTERM");
    await once(demo, "exit");
    expect(text).toMatch(/page +http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    expect(text).toContain(data);
  });
});
