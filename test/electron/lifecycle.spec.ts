import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { problemsOf, windowAt } from "../e2e/hosts/window-host.ts";
import { isAlive, temporaryFolder } from "../support/demo.ts";
import { addByName, figure, lines, searchField } from "../support/till-page.ts";
import { verifyFolder } from "../support/verify-ledger.ts";
import { binary, DEVICE_TOKEN, expect, loneEnv, root, test } from "./desktop.ts";

function exitOf(app: ElectronApplication): Promise<number | null> {
  return once(app.process(), "exit").then(([exitCode]) => exitCode as number | null);
}

/** Every process that descends from this one, as /proc tells it. */
function descendantsOf(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = `/proc/${name}/stat`;
      // It may have ended since it was listed.
      const text = existsSync(stat) ? readFileSync(stat, "utf8") : "";
      const parent = /\) \S (\d+) /.exec(text)?.[1];
      return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
    });
  const below = (parent: number): number[] =>
    parents.flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []));
  return below(pid);
}

async function sellFlatWhite(app: ElectronApplication): Promise<void> {
  const page = await windowAt(app, "till");
  await expect(searchField(page)).toBeFocused();
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
}

test.describe("the desktop host", () => {
  test("ends with its till's window, though the reader's is open, and the book is whole", async ({
    app,
    till,
    data,
  }) => {
    await sellFlatWhite(app);
    const ended = exitOf(app);
    await till.close();
    expect(await ended).toBe(0);
    expect(verifyFolder(data)).toMatchObject({ ok: true, headSeq: 3 });
  });

  test("goes on after a restart with the sale as it was", async ({ app, till, start }) => {
    await addByName(till, "flat white");
    await app.close();
    const again = await windowAt(await start(), "till");
    await expect(lines(again)).toHaveCount(1);
  });

  test("runs once per user: a second start ends and brings the first to the front", async ({
    app,
    till,
    data,
  }) => {
    await app.evaluate(({ app: host, BrowserWindow }) => {
      Object.assign(globalThis, { seconds: 0 });
      for (const window of BrowserWindow.getAllWindows()) window.minimize();
      host.on("second-instance", () => {
        const counted = globalThis as unknown as { seconds: number };
        counted.seconds += 1;
      });
    });
    const second = spawn(binary, ["--no-sandbox", root, `--user-data-dir=${data}/desktop`], {
      env: { ...process.env, ...loneEnv(data) },
      stdio: "ignore",
    });
    expect(await once(second, "exit")).toEqual([0, null]);
    const seen = () =>
      app.evaluate(({ BrowserWindow }) => ({
        seconds: (globalThis as unknown as { seconds: number }).seconds,
        minimized: BrowserWindow.getAllWindows().filter((window) => window.isMinimized()).length,
      }));
    await expect.poll(seen).toEqual({ seconds: 1, minimized: 1 });
    await expect(searchField(till)).toBeVisible();
  });

  test("opens where it was closed", async ({ app, till, start }) => {
    await expect(searchField(till)).toBeVisible();
    const place = { x: 40, y: 60, width: 1280, height: 800 };
    const boundsOf = (host: ElectronApplication, change: typeof place | null) =>
      host.evaluate(({ BrowserWindow }, bounds) => {
        const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
        if (bounds !== null) window?.setBounds(bounds);
        return window?.getBounds();
      }, change);
    await boundsOf(app, place);
    await app.close();
    const again = await start();
    await expect(searchField(await windowAt(again, "till"))).toBeFocused();
    expect(await boundsOf(again, null)).toEqual(place);
  });

  test("opens and ends where its place can be neither read nor kept", async ({ start, data }) => {
    mkdirSync(join(data, "desktop", "window.json"), { recursive: true });
    const app = await start();
    await expect(searchField(await windowAt(app, "till"))).toBeFocused();
    expect(await problemsOf(app)).toEqual([]);
    const ended = once(app.process(), "exit");
    await app.close();
    expect(await ended).toEqual([0, null]);
  });

  test("says that its token cannot be opened any more, and how to go on", async ({ data }) => {
    mkdirSync(join(data, "desktop", "secrets"), { recursive: true });
    writeFileSync(join(data, "desktop", "secrets", "device-token.sealed"), "another system's");
    const { TILLSIDE_DEVICE_TOKEN: _, ...env } = loneEnv(data);
    const started = spawn(binary, ["--no-sandbox", root, `--user-data-dir=${data}/desktop`], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const said: string[] = [];
    started.stderr?.on("data", (text: Buffer) => said.push(text.toString("utf8")));
    expect(await once(started, "close")).toEqual([1, null]);
    expect(said.join("")).toContain("move the file away and pair this till again");
  });

  test("keeps its device token sealed, and needs to be told it once", async ({
    app,
    till,
    start,
    data,
  }) => {
    await expect(searchField(till)).toBeVisible();
    await app.close();
    const sealed = readFileSync(join(data, "desktop", "secrets", "device-token.sealed"), "utf8");
    expect(sealed).not.toContain(DEVICE_TOKEN);
    await sellFlatWhite(await start({ TILLSIDE_DEVICE_TOKEN: undefined }));
  });

  test("loads a page that crashed again, with its sale", async ({ app, till }) => {
    await addByName(till, "flat white");
    // Playwright gives a page up that has crashed, so the app itself is asked.
    await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
      const reloaded = new Promise<void>((resolve) => {
        window?.webContents.once("did-finish-load", () => resolve());
      });
      window?.webContents.forcefullyCrashRenderer();
      await reloaded;
    });
    const shown = () =>
      app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
        const text = window?.webContents.executeJavaScript("document.body.innerText");
        return text as Promise<string>;
      });
    await expect.poll(shown).toContain("Flat white");
  });

  test("says why it cannot open a book that another one holds: folder-in-use", async ({
    app,
    till,
    data,
  }) => {
    await expect(searchField(till)).toBeVisible();
    const other = temporaryFolder();
    const second = spawn(binary, ["--no-sandbox", root, `--user-data-dir=${other}`], {
      env: { ...process.env, ...loneEnv(data) },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const told = once(second, "message");
    const ended = once(second, "exit");
    expect(await told).toMatchObject([{ trouble: { code: "folder-in-use" } }, undefined]);
    expect(await ended).toEqual([2, null]);
    await addByName(till, "flat white");
    expect(app.process().exitCode).toBeNull();
  });

  test("takes all its processes along when it is killed", async ({ app, till }) => {
    test.skip(process.platform !== "linux", "/proc is Linux's");
    await expect(searchField(till)).toBeVisible();
    const { pid = 0 } = app.process();
    const family = descendantsOf(pid);
    expect(family.length).toBeGreaterThan(3);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => family.filter(isAlive)).toEqual([]);
  });
});
