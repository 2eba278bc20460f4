import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBrowser } from "../../sandbox/find-browser.ts";
import { temporaryFolder } from "../support/demo.ts";

function program(name: string, script: string): { folder: string; path: string } {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { folder, path };
}

describe("findBrowser", () => {
  it("takes CHROMIUM_PATH before everything else", async () => {
    const { path } = program("my-chromium", "exit 0");
    expect(await findBrowser({ CHROMIUM_PATH: path })).toEqual({ isFound: true, path });
  });

  it("says so when CHROMIUM_PATH names nothing, and does not take another one in its place", async () => {
    const search = await findBrowser({
      CHROMIUM_PATH: "/nowhere/chromium",
      PATH: process.env["PATH"],
    });
    expect(search).toMatchObject({ isFound: false });
    expect(search).toHaveProperty("why", expect.stringContaining("/nowhere/chromium"));
  });

  it.skipIf(process.platform !== "linux")(
    "passes over a program that only asks to install a browser (Linux's search of the PATH)",
    async () => {
      const stub = program("chromium", "echo 'please install the snap' >&2; exit 10");
      const real = program("google-chrome", "echo 'Google Chrome 156'");
      const PATH = `${stub.folder}:${real.folder}`;
      expect(await findBrowser({ PATH })).toEqual({ isFound: true, path: real.path });
    },
  );
});
