import { defineConfig } from "@playwright/test";
import { withoutFeatures } from "../support/chromium-features.ts";
import type { Host } from "./hosts/hosted-till.ts";

const executablePath = process.env["CHROMIUM_PATH"];
/** Specs that every host must pass, in the one file for all of them. */
const inEveryHost = "hosts/*.spec.ts";

export default defineConfig<{ host: Host }>({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/e2e",
  // Each test starts a demo of its own; two at once would only wait for each other.
  workers: 1,
  // A busy machine takes half a minute to start a demo; that is no fault of what is tested.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1366, height: 768 },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--disable-gpu", "--disable-quic", withoutFeatures],
    },
  },
  projects: [
    { name: "browser shell", use: { host: "browser shell" } },
    { name: "stand-in", testMatch: inEveryHost, use: { host: "stand-in" } },
    { name: "electron", testMatch: inEveryHost, use: { host: "electron" } },
    { name: "desktop", testDir: "../electron" },
    // Where something is broken on purpose, what it breaks never comes: no use in waiting long.
    {
      name: "mutants",
      testDir: "../standin",
      expect: { timeout: 10_000 },
      use: { actionTimeout: 10_000 },
    },
  ],
});
