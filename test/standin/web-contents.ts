import type { WebContents, WebPreferences } from "electron";
import { attach } from "./attach.ts";
import { cloned, createCodec } from "./codec.ts";
import { createIpc } from "./ipc-main.ts";
import { deliver } from "./page-line.ts";
import type { Contents, OpenHandler, Size } from "./page-of-contents.ts";
import { applyPermissions } from "./permissions.ts";
import { outward } from "./schemes.ts";
import type { SessionDouble } from "./sessions.ts";
import { problem, state } from "./state.ts";
import { strict, strictEmitter } from "./strict.ts";
import { createFrame } from "./web-frame.ts";

const codec = createCodec();
const all = new Map<number, ContentsDouble>();
let lastId = 0;

const events = [
  "destroyed",
  "did-fail-load",
  "did-finish-load",
  "did-navigate",
  "did-start-navigation",
  "dom-ready",
  "preload-error",
  "render-process-gone",
  "will-attach-webview",
  "will-navigate",
];

export type ContentsDouble = ReturnType<typeof createWebContents>;
export type ContentsPlan = Readonly<{
  preferences: WebPreferences;
  size: Size;
  /** The page was closed from outside; the page was drawn. */
  onGone: () => void;
  onShown: () => void;
  close: () => void;
}>;

export function createWebContents({ preferences, size, close, ...told }: ContentsPlan) {
  if (preferences.session === undefined) {
    throw new Error("stand-in: the default session is not modelled: name a partition");
  }
  lastId += 1;
  const inner = {
    ...{ id: lastId, preferences, ipc: createIpc("webContents.ipc"), ...told },
    // Made by the double's own fromPartition: the app has no other.
    session: preferences.session as unknown as SessionDouble,
    frame: createFrame("", "about:blank"),
    ...{ targetId: "", cdp: null, world: null, expected: null, load: null, openHandler: null },
    isDestroyed: false,
  } as unknown as Contents;
  const members = membersOf(inner, () => attached, close);
  const self = strictEmitter("webContents", events, members);
  inner.self = self;
  const attached = attach(inner, size);
  attached.catch((error: unknown) => {
    if (!state.isQuitting) problem(`a page did not open: ${String(error)}`);
  });
  all.set(inner.id, self);
  return self;
}

type Attached = () => ReturnType<typeof attach>;

function membersOf(inner: Contents, attached: Attached, close: () => void) {
  const needAlive = () => {
    if (inner.isDestroyed) throw new TypeError("Object has been destroyed");
  };
  const members = {
    ...{ id: inner.id, session: inner.session, ipc: inner.ipc, close },
    get mainFrame() {
      return inner.frame;
    },
    getURL: () => inner.frame.url,
    isDestroyed: () => inner.isDestroyed,
    send(channel: string, ...args: unknown[]): void {
      needAlive();
      if (inner.world === null) problem(`webContents.send('${channel}') before there is a page`);
      deliver(inner, { type: "event", channel, data: codec.encode(cloned(args)) });
    },
    setWindowOpenHandler: (handler: OpenHandler) => void (inner.openHandler = handler),
    async loadURL(url: string): Promise<void> {
      needAlive();
      await load(inner, attached, url);
    },
    reload(): void {
      inner.expected = outward(inner.frame.url);
      inner.cdp?.tell("Page.reload");
    },
    forcefullyCrashRenderer: () => inner.cdp?.tell("Page.crash"),
    async executeJavaScript(code: string): Promise<unknown> {
      const cdp = await attached();
      const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", {
        ...{ expression: code, awaitPromise: true, returnByValue: true },
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
      return result.value as unknown;
    },
    /** The double's own. */
    standin: {
      get targetId() {
        return inner.targetId;
      },
      destroy: () => destroy(inner, attached),
    },
  };
  return members satisfies Pick<
    WebContents,
    | "id"
    | "getURL"
    | "isDestroyed"
    | "send"
    | "setWindowOpenHandler"
    | "loadURL"
    | "reload"
    | "close"
    | "forcefullyCrashRenderer"
    | "executeJavaScript"
  >;
}

async function load(inner: Contents, attached: Attached, url: string): Promise<void> {
  const cdp = await attached();
  await applyPermissions(inner.self, url, inner.session);
  inner.expected = outward(url);
  const loaded = Promise.withResolvers<null>();
  inner.load = loaded;
  const { errorText } = await cdp.send("Page.navigate", { url: outward(url) });
  if (errorText === undefined) {
    await loaded.promise;
    return;
  }
  inner.load = null;
  const text = errorText.replace("net::", "");
  inner.self.emit("did-fail-load", {}, -2, text, url, true);
  throw new Error(`${text} (-2) loading '${url}'`);
}

function destroy(inner: Contents, attached: Attached): void {
  if (inner.isDestroyed) return;
  inner.isDestroyed = true;
  all.delete(inner.id);
  inner.load?.reject(new Error("ERR_ABORTED (-3)"));
  attached().then(
    () => state.connection?.root.tell("Target.closeTarget", { targetId: inner.targetId }),
    // It never opened; that was told where it failed.
    () => undefined,
  );
  inner.self.emit("destroyed");
}

export const webContents = strict("webContents", {
  fromId: (id: number) => all.get(id),
  getAllWebContents: () => [...all.values()],
  fromDevToolsTargetId: (targetId: string) =>
    [...all.values()].find(({ standin }) => standin.targetId === targetId),
});
