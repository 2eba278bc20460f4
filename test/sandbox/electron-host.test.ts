import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Logger } from "../../register/ports.ts";
import { findElectron, installElectron } from "../../sandbox/electron-host.ts";
import { hasScreen } from "../../sandbox/open-windows.ts";
import { temporaryFolder } from "../support/demo.ts";

function listen() {
  const said: string[] = [];
  const log: Logger = { info: (text) => said.push(text), warn: () => 0, error: () => 0 };
  return { said, log };
}

/** An installer that counts its runs in a file and ends as the test says. */
function installer(body: string) {
  const folder = temporaryFolder();
  const program = join(folder, "install.cjs");
  const runs = join(folder, "runs");
  writeFileSync(program, `require("fs").appendFileSync(${JSON.stringify(runs)}, "x");${body}`);
  return { program, runs: () => (existsSync(runs) ? readFileSync(runs, "utf8").length : 0) };
}

describe("findElectron", () => {
  it("looks for the binary by file, where the package says that it stands", () => {
    const standin = resolve(import.meta.dirname, "../standin");
    const isLinux = process.platform === "linux";
    const found = findElectron({ ELECTRON_OVERRIDE_DIST_PATH: standin });
    expect(found).toBe(isLinux ? join(standin, "electron") : undefined);
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: temporaryFolder() })).toBeUndefined();
  });
});

describe("installElectron", () => {
  it("tries once, says why it failed in one line, and does not try again", async () => {
    const data = temporaryFolder();
    const { program, runs } = installer(
      `console.error("FetchError: no internet\\n  at far away"); process.exit(1);`,
    );
    const { said, log } = listen();
    const { signal } = new AbortController();
    await installElectron({ data, log, signal, program });
    await installElectron({ data, log, signal, program });
    expect(runs()).toBe(1);
    expect(said).toEqual([
      "the desktop window could not be installed, the browser stays. FetchError: no internet",
    ]);
  });

  it("says that the next start opens the window", async () => {
    const { program } = installer("");
    const { said, log } = listen();
    const { signal } = new AbortController();
    await installElectron({ data: temporaryFolder(), log, signal, program });
    expect(said).toEqual(["the desktop window is installed: the next start opens it"]);
  });

  it("tries again where a power cut tore what was remembered, and where a disk keeps nothing", async () => {
    const data = temporaryFolder();
    const path = join(data, "electron-install.json");
    const { program, runs } = installer("");
    const { log } = listen();
    const { signal } = new AbortController();
    writeFileSync(path, '{"versi');
    await installElectron({ data, log, signal, program });
    expect(runs()).toBe(1);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ reason: null });
    const full = join(data, "missing");
    await installElectron({ data: full, log, signal, program });
    expect(runs()).toBe(2);
  });

  it("remembers nothing of an attempt that the demo's end cut off", async () => {
    const data = temporaryFolder();
    const ended = new AbortController();
    const { program } = installer("setInterval(() => undefined, 1000);");
    const { said, log } = listen();
    const attempt = installElectron({ data, log, signal: ended.signal, program });
    ended.abort();
    await attempt;
    expect(said).toEqual([]);
    expect(existsSync(join(data, "electron-install.json"))).toBe(false);
  });
});

describe("hasScreen", () => {
  it("is false where nobody looks: in CI, and on a Linux without a display", () => {
    expect(hasScreen({ CI: "true", DISPLAY: ":0" })).toBe(false);
    expect(hasScreen({})).toBe(process.platform !== "linux");
    expect(hasScreen({ DISPLAY: ":0" })).toBe(true);
    expect(hasScreen({ WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
  });
});
