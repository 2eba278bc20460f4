import type { CdpSession } from "./cdp.ts";
import { answerPaused } from "./requests.ts";
import { askToOpen, preloadFailed, receive } from "./page-line.ts";
import type { Contents, Size } from "./page-of-contents.ts";
import { BINDING, pageScripts, readPreload, WORLD } from "./page/page-scripts.ts";
import type { FromPage } from "./page/preload-world.ts";
import { inward, originOf } from "./schemes.ts";
import { problem, state } from "./state.ts";
import { openTarget } from "./targets.ts";
import { createFrame } from "./web-frame.ts";

/** Opens the page of a web contents in Chromium and follows all that happens to it. */
export async function attach(contents: Contents, size: Size): Promise<CdpSession> {
  const context = await contents.session.standin.context();
  const { targetId, cdp } = await openTarget(context, size);
  contents.targetId = targetId;
  contents.cdp = cdp;
  const tree = await cdp.send("Page.getFrameTree");
  contents.frame = createFrame(tree.frameTree.frame.id, "about:blank");
  followPage(contents, cdp);
  followWorlds(contents, cdp);
  cdp.on("Fetch.requestPaused", (paused) => {
    answerPaused(contents, cdp, paused).catch((error: unknown) => {
      if (!contents.isDestroyed) problem(`request ${paused.request.url}: ${String(error)}`);
    });
  });
  await Promise.all([
    cdp.send("Page.enable"),
    cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
    cdp.send("Runtime.addBinding", { name: BINDING, executionContextName: WORLD }),
    cdp.send("Emulation.setFocusEmulationEnabled", { enabled: true }),
    ...pageScripts(preloadOf(contents)).map((script) =>
      cdp.send("Page.addScriptToEvaluateOnNewDocument", script),
    ),
    cdp.send("Runtime.enable"),
    cdp.send("Inspector.enable"),
  ]);
  return cdp;
}

function preloadOf(contents: Contents): string | null {
  const { contextIsolation, nodeIntegration, sandbox, preload } = contents.preferences;
  if (contextIsolation === false || nodeIntegration === true || sandbox === false) {
    throw new Error("stand-in: only sandboxed, isolated windows without Node are modelled");
  }
  if (preload === undefined) return null;
  const read = readPreload(preload);
  if ("text" in read) return read.text;
  setImmediate(() => preloadFailed(contents, read.failure));
  return null;
}

function followPage(contents: Contents, cdp: CdpSession): void {
  const { self } = contents;
  cdp.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId !== undefined) return;
    const url = inward(frame.url);
    const isOther = originOf(url) !== contents.frame.origin;
    if (isOther || contents.frame.standin.frameId !== frame.id) {
      contents.frame = createFrame(frame.id, url);
    } else {
      contents.frame.standin.url = url;
    }
    self.emit("did-navigate", {}, url, 200, "OK");
  });
  cdp.on("Page.domContentEventFired", () => self.emit("dom-ready"));
  cdp.on("Page.loadEventFired", () => {
    // The first, empty document is the double's own.
    if (contents.frame.url === "about:blank") return;
    contents.onShown();
    self.emit("did-finish-load");
    contents.load?.resolve(null);
    contents.load = null;
  });
  cdp.on("Page.windowOpen", (opened) => askToOpen(contents, opened));
  cdp.on("Inspector.targetCrashed", () => {
    contents.world = null;
    self.emit("render-process-gone", {}, { reason: "crashed", exitCode: 11 });
  });
  // Closed from outside, as by a test's page.close().
  cdp.onGone(() => {
    if (!contents.isDestroyed && !state.isQuitting) contents.onGone();
  });
}

function followWorlds(contents: Contents, cdp: CdpSession): void {
  cdp.on("Runtime.executionContextCreated", ({ context }) => {
    const { frameId } = context.auxData as { frameId?: string };
    const isOurs = context.name === WORLD && frameId === contents.frame.standin.frameId;
    if (isOurs) contents.world = context.uniqueId;
  });
  cdp.on("Runtime.executionContextsCleared", () => (contents.world = null));
  cdp.on("Runtime.bindingCalled", ({ name, payload }) => {
    if (name === BINDING) receive(contents, JSON.parse(payload) as FromPage);
  });
}
