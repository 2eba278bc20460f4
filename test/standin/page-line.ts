import type { CdpEvents } from "./cdp.ts";
import { createCodec } from "./codec.ts";
import { ipcMain } from "./ipc-main.ts";
import type { Contents } from "./page-of-contents.ts";
import type { FromPage, ToPage } from "./page/preload-world.ts";
import { inward } from "./schemes.ts";
import { complain, problem, record } from "./state.ts";
import { createFrame } from "./web-frame.ts";

const codec = createCodec();
type Opened = Pick<CdpEvents["Page.windowOpen"], "url" | "windowName">;

/** To the preload's world of the page that is shown; lost where there is none, as in Electron. */
export function deliver({ world, cdp, isDestroyed }: Contents, message: ToPage): void {
  if (world === null || isDestroyed) return;
  const text = JSON.stringify(JSON.stringify(message));
  cdp?.tell("Runtime.evaluate", {
    expression: `__standinDeliver(${text})`,
    uniqueContextId: world,
  });
}

/** What the preload's world says. */
export function receive(contents: Contents, message: FromPage): void {
  switch (message.type) {
    case "hello":
      follow(contents, inward(message.href));
      break;
    case "invoke":
      void answerInvoke(contents, message);
      break;
    case "send":
      tellMain(contents, message);
      break;
    case "open":
      askToOpen(contents, JSON.parse(message.data) as Opened);
      break;
    case "preload-error":
      preloadFailed(contents, message.message);
      break;
  }
}

/** The page that speaks first of a new document is ahead of Chromium's own word. */
function follow(contents: Contents, url: string): void {
  if (contents.frame.url !== url) {
    contents.frame = createFrame(contents.frame.standin.frameId, url);
  }
}

function senderOf({ self, frame }: Contents) {
  return { sender: self, senderFrame: frame, type: "frame" };
}

/** A contents' own `ipc` hears first; what it does not know goes to `ipcMain`. */
async function answerInvoke(
  contents: Contents,
  { id, channel, data }: Extract<FromPage, { type: "invoke" }>,
): Promise<void> {
  const { ipc } = contents;
  const { standin } = ipc.standin.handles(channel) ? ipc : ipcMain;
  try {
    if (!standin.handles(channel)) throw new Error(`No handler registered for '${channel}'`);
    const args = codec.decode(data) as unknown[];
    const result = await standin.invoke(senderOf(contents), channel, args);
    deliver(contents, { type: "result", id, data: result });
  } catch (error) {
    const message = `Error invoking remote method '${channel}': ${String(error)}`;
    complain(message);
    deliver(contents, { type: "failure", id, message });
  }
}

function tellMain(
  contents: Contents,
  { channel, data }: Extract<FromPage, { type: "send" }>,
): void {
  const event = senderOf(contents);
  const args = codec.decode(data) as unknown[];
  try {
    const isHeard =
      contents.ipc.standin.tell(event, channel, args) || ipcMain.standin.tell(event, channel, args);
    if (!isHeard) problem(`ipcRenderer.send('${channel}') has no listener`);
  } catch (error) {
    // A listener that throws is an uncaught exception of Electron's main process.
    problem(`the listener of '${channel}': ${String(error)}`);
  }
}

export function askToOpen({ openHandler }: Contents, { url, windowName }: Opened): void {
  const shown = inward(url);
  const asked = openHandler?.({
    ...{ url: shown, frameName: windowName, features: "", disposition: "foreground-tab" },
    referrer: { url: "", policy: "default" },
  });
  record("window-open", shown, asked?.action ?? "allow");
  if (asked?.action !== "deny") {
    problem(`window.open('${shown}') was allowed: child windows are not modelled`);
  }
}

export function preloadFailed({ self, preferences }: Contents, message: string): void {
  const path = preferences.preload ?? "";
  complain(`Unable to load preload script: ${path}\n${message}`);
  problem(`preload ${path}: ${message}`);
  self.emit("preload-error", {}, path, new Error(message));
}
