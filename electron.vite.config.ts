import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/** better-sqlite3 alone is a dependency and stays outside; all else is bundled into out/. */
export default defineConfig({
  main: {
    build: {
      outDir: resolve("out/main"),
      rollupOptions: {
        input: {
          main: resolve("electron/main.ts"),
          "register-process": resolve("electron/register-process/main.ts"),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve("out/preload"),
      // A sandboxed preload is one file: it can require no other.
      isolatedEntries: true,
      externalizeDeps: false,
      rollupOptions: {
        input: {
          preload: resolve("electron/preload.ts"),
          "preload-reader": resolve("electron/preload-reader.ts"),
          "preload-display": resolve("electron/preload-display.ts"),
        },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react()],
    build: {
      outDir: resolve("out/renderer"),
      minify: true,
      // The page's policy takes fonts and pictures from files alone, never from data: addresses.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: resolve("renderer/index.html"),
          reader: resolve("renderer/reader/index.html"),
          display: resolve("renderer/display/index.html"),
          gallery: resolve("renderer/gallery/index.html"),
        },
      },
    },
  },
});
