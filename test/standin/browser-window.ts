import type {
  BrowserWindow as RealWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
} from "electron";
import { app } from "./app.ts";
import { needReady, preventable, problem, record, state } from "./state.ts";
import { strictEmitter } from "./strict.ts";
import { resizeTarget } from "./targets.ts";
import { createWebContents, type ContentsDouble } from "./web-contents.ts";

const events = [
  "ready-to-show",
  "show",
  "hide",
  "focus",
  "minimize",
  "restore",
  "maximize",
  "unmaximize",
  "resize",
  "close",
  "closed",
];
type WindowDouble = ReturnType<typeof createWindow>;
const windows = new Map<number, WindowDouble>();

function createWindow(options: BrowserWindowConstructorOptions = {}) {
  needReady("BrowserWindow");
  const place = { x: 0, y: 0, width: 800, height: 600 };
  const inner = {
    bounds: { ...place, ...onlyBounds(options) },
    isShown: options.show !== false,
    isMinimized: false,
    isMaximized: false,
    isGone: false,
  };
  const destroy = () => {
    if (inner.isGone) return;
    inner.isGone = true;
    windows.delete(self.id);
    state.windows.delete(self);
    contents.standin.destroy();
    self.emit("closed");
    if (!state.isQuitting) setImmediate(() => app.standin.windowClosed());
  };
  const close = () => {
    if (inner.isGone) return;
    const event = preventable({});
    self.emit("close", event);
    if (!event.defaultPrevented) destroy();
  };
  const contents = createWebContents({
    preferences: options.webPreferences ?? {},
    size: inner.bounds,
    close: () => close(),
    onGone: () => close(),
    onShown: () => self.emit("ready-to-show"),
  });
  const members = { ...membersOf(inner, contents, (name) => self.emit(name)), close, destroy };
  const self = strictEmitter("BrowserWindow", events, members);
  windows.set(self.id, self);
  state.windows.add(self);
  app.emit("browser-window-created", {}, self);
  return self;
}

function onlyBounds({ x, y, width, height }: Partial<Rectangle>): Partial<Rectangle> {
  const given = Object.entries({ x, y, width, height }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

type Inner = {
  bounds: Rectangle;
  isShown: boolean;
  isMinimized: boolean;
  isMaximized: boolean;
  isGone: boolean;
};

function membersOf(inner: Inner, contents: ContentsDouble, emit: (name: string) => void) {
  const set = (change: Partial<Inner>, name: string) => {
    Object.assign(inner, change);
    emit(name);
  };
  const members = {
    ...{ id: contents.id, webContents: contents },
    loadURL: (url: string) => contents.loadURL(url),
    isDestroyed: () => inner.isGone,
    show: () => set({ isShown: true }, "show"),
    hide: () => set({ isShown: false }, "hide"),
    isVisible: () => inner.isShown,
    focus() {
      record("BrowserWindow.focus", contents.id);
      emit("focus");
    },
    minimize: () => set({ isMinimized: true }, "minimize"),
    restore: () => set({ isMinimized: false }, "restore"),
    isMinimized: () => inner.isMinimized,
    maximize: () => set({ isMaximized: true }, "maximize"),
    unmaximize: () => set({ isMaximized: false }, "unmaximize"),
    isMaximized: () => inner.isMaximized,
    getBounds: () => ({ ...inner.bounds }),
    getNormalBounds: () => ({ ...inner.bounds }),
    setBounds(bounds: Partial<Rectangle>) {
      set({ bounds: { ...inner.bounds, ...bounds } }, "resize");
      resizeTarget(contents.standin.targetId, sizeOf(inner.bounds)).catch((error: unknown) =>
        problem(`the window did not take its size: ${String(error)}`),
      );
    },
  };
  return members satisfies Pick<
    RealWindow,
    | "id"
    | "loadURL"
    | "isDestroyed"
    | "show"
    | "hide"
    | "isVisible"
    | "focus"
    | "minimize"
    | "restore"
    | "isMinimized"
    | "maximize"
    | "unmaximize"
    | "isMaximized"
    | "getBounds"
    | "getNormalBounds"
    | "setBounds"
  >;
}

const sizeOf = ({ width, height }: Rectangle) => ({ width, height });

type WindowStatics = Readonly<{
  getAllWindows: () => WindowDouble[];
  fromWebContents: (contents: ContentsDouble) => WindowDouble | null;
  fromId: (id: number) => WindowDouble | null;
}>;
type WindowConstructor = WindowStatics &
  (new (options?: BrowserWindowConstructorOptions) => WindowDouble);

/** Constructed as Electron's class is, and answers a plain object. */
export const BrowserWindow = Object.assign(
  function BrowserWindow(options?: BrowserWindowConstructorOptions) {
    return createWindow(options);
  },
  {
    getAllWindows: () => [...windows.values()],
    fromWebContents: (contents: ContentsDouble) => windows.get(contents.id) ?? null,
    fromId: (id: number) => windows.get(id) ?? null,
  } satisfies WindowStatics,
) as unknown as WindowConstructor;
