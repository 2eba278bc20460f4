import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { Script } from "node:vm";
import { createCodec } from "../codec.ts";
import { runMainWorld } from "./main-world.ts";
import { runPreloadWorld, type PreloadSetup } from "./preload-world.ts";
import { createPeer, type Names } from "./world-peer.ts";

export const WORLD = "electron-preload";
export const BINDING = "__standinPost";

export type PageScript = Readonly<{ source: string; worldName?: string }>;

/** A preload as Node reads it: a CommonJS function's text, or why Electron would not load it. */
export type PreloadText = Readonly<{ text: string } | { failure: string }>;

export function readPreload(path: string): PreloadText {
  if (!isAbsolute(path)) return { failure: "preload path must be absolute" };
  if (!existsSync(path)) return { failure: `ENOENT: no such file or directory, open '${path}'` };
  const parameters = "require, process, Buffer, global, exports, module";
  const text = `(function (${parameters}) {${readFileSync(path, "utf8")}\n})`;
  try {
    // Chromium would say nothing about a mistake in a script that is added to every document.
    new Script(text, { filename: path });
  } catch (error) {
    return { failure: String(error) };
  }
  return { text };
}

/** What every document of a window runs before its own scripts, in each of its two worlds. */
export function pageScripts(preload: string | null): readonly PageScript[] {
  // Random, so that a page cannot speak on the line between the worlds.
  const secret = randomBytes(12).toString("hex");
  const setup: PreloadSetup = {
    binding: BINDING,
    argv: ["electron"],
    versions: { electron: process.versions["electron"], node: process.versions.node },
  };
  const source = (names: Names, body: string) =>
    `if (window === window.top) {
      const codec = (${createCodec.toString()})();
      const peer = (${createPeer.toString()})(${JSON.stringify(names)}, codec);
      ${body}
    }`;
  const page = `page-${secret}`;
  const isolated = `isolated-${secret}`;
  const tools = `{ peer, codec, preload: ${preload ?? "null"} }`;
  const run = `(${runPreloadWorld.toString()})(${JSON.stringify(setup)}, ${tools});`;
  return [
    { source: source({ mine: page, theirs: isolated }, `(${runMainWorld.toString()})(peer);`) },
    { worldName: WORLD, source: source({ mine: isolated, theirs: page }, run) },
  ];
}
