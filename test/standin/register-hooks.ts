import { registerHooks } from "node:module";

/**
 * Preloaded by `node --import`: `electron` is the double, for import and require alike, and nothing
 * else changes. An import of a name that the double lacks fails by that name.
 */
const isUtility = process.env["STANDIN_KIND"] === "utility";
const double = new URL(isUtility ? "./utility.ts" : "./main.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common|utility))?$/.test(specifier)
      ? { url: double, format: "module-typescript", shortCircuit: true }
      : next(specifier, context),
});

if (isUtility) await import("./utility.ts");
