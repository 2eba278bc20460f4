import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/** The main process and its preloads join this file with the desktop window. */
export default defineConfig({
  renderer: {
    root: "renderer",
    plugins: [react()],
    build: {
      outDir: resolve("out/renderer"),
      minify: true,
      rollupOptions: { input: { index: resolve("renderer/index.html") } },
    },
  },
});
