import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    // Host tests start real processes; a slow shared machine must not fail them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
