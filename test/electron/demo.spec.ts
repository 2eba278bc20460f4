import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { temporaryFolder, isAlive } from "../support/demo.ts";
import { binary, expect, root, test } from "./desktop.ts";

type Announced = { url?: string; pids: Record<string, number> };

test.describe("npm start with Electron's binary in its place", () => {
  test("opens the window, has no page in a browser, and ends with the window", async () => {
    test.skip(process.platform !== "linux", "the stand-in's launcher is a shell script");
    const args = [
      "--json",
      "--no-open",
      "--host",
      "window",
      "--port",
      "0",
      "--data",
      temporaryFolder(),
    ];
    const demo = spawn(process.execPath, [resolve(root, "sandbox/main.ts"), ...args], {
      env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: dirname(binary) },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ended = once(demo, "exit");
    const [line] = (await once(createInterface({ input: demo.stdout }), "line")) as [string];
    const { url, pids } = JSON.parse(line) as Announced;
    expect(url).toBeUndefined();
    expect(Object.keys(pids).toSorted()).toEqual(["demo", "relay", "stripe", "window"]);
    process.kill(pids["window"] ?? Number.NaN, "SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(Object.values(pids).filter(isAlive)).toEqual([]);
  });
});
