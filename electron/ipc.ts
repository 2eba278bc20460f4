import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from "electron";
import { commandsFrom } from "../contract/commands.ts";
import type { DisplayView } from "../contract/display-views.ts";
import type { ToReaderWindow } from "../contract/reader-window.ts";
import type { TillMessage } from "../contract/till-bridge.ts";
import {
  commandChannel,
  DISPLAY_MESSAGE,
  DISPLAY_SUBSCRIBE,
  READER_MESSAGE,
  READER_OPENED,
  READER_SENT,
  TILL_MESSAGE,
  TILL_SUBSCRIBE,
} from "./channels.ts";
import type { RegisterHost } from "./register-host.ts";
import { originOf, type Page } from "./scheme.ts";

/**
 * Only the top frame of this very window, on its own page, may speak. A frame inside it, or a page
 * that took its place, is somebody else.
 */
function assertSender(event: IpcMainEvent | IpcMainInvokeEvent, own: WebContents, page: Page) {
  const { senderFrame } = event;
  const isOurs = senderFrame !== null && senderFrame === own.mainFrame;
  if (!isOurs || senderFrame.origin !== originOf(page)) throw new Error("untrusted sender");
}

/** The till's window: one channel per command that the till may ask, and what the register tells. */
export function carryTill(contents: WebContents, register: RegisterHost) {
  let isSubscribed = false;
  for (const command of commandsFrom("till")) {
    contents.ipc.handle(commandChannel(command), (event, input: unknown) => {
      assertSender(event, contents, "till");
      return register.ask(command, input);
    });
  }
  const tell = (message: TillMessage) => {
    if (isSubscribed && !contents.isDestroyed()) contents.send(TILL_MESSAGE, message);
  };
  contents.ipc.on(TILL_SUBSCRIBE, (event) => {
    assertSender(event, contents, "till");
    isSubscribed = true;
    if (register.isReady()) tell({ hello: "tillside" });
  });
  // A page that is gone or loads again subscribes anew; until then nobody listens.
  onNewPage(contents, () => (isSubscribed = false));
  return { tell };
}

/** The reader's window: messages about a reader, both ways. No command of the till is carried. */
export function carryReader(contents: WebContents, register: RegisterHost) {
  let isOpen = false;
  const setOpen = (opened: boolean) => {
    isOpen = opened;
    register.send({ readerWindow: opened ? "opened" : "closed" });
  };
  contents.ipc.on(READER_OPENED, (event) => {
    assertSender(event, contents, "reader");
    setOpen(true);
  });
  contents.ipc.on(READER_SENT, (event, message: unknown) => {
    assertSender(event, contents, "reader");
    register.send({ fromReader: message });
  });
  onNewPage(contents, () => {
    if (isOpen) setOpen(false);
  });
  return {
    /** A register that starts anew hears of the page that is still there. */
    registerReady: () => {
      if (isOpen) setOpen(true);
    },
    send: (message: ToReaderWindow) => {
      if (isOpen && !contents.isDestroyed()) contents.send(READER_MESSAGE, message);
    },
  };
}

/** The customer's window: it asks to be shown the sale, and that is all it may say. */
export function carryDisplay(contents: WebContents, latest: () => DisplayView | undefined) {
  let isSubscribed = false;
  const tell = (view: DisplayView) => {
    if (isSubscribed && !contents.isDestroyed()) contents.send(DISPLAY_MESSAGE, view);
  };
  contents.ipc.on(DISPLAY_SUBSCRIBE, (event) => {
    assertSender(event, contents, "display");
    isSubscribed = true;
    const view = latest();
    if (view !== undefined) tell(view);
  });
  onNewPage(contents, () => (isSubscribed = false));
  return { tell };
}

/** The page that spoke is gone: another is loaded, or it crashed. */
function onNewPage(contents: WebContents, listener: () => void): void {
  contents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) listener();
  });
  contents.on("render-process-gone", listener);
}
