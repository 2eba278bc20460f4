import type {
  ReaderWindowLink,
  ReaderWindows,
  ToReaderWindow,
} from "../../contract/reader-window.ts";
import type { ToRegister } from "../register-messages.ts";

/** Joins the one reader window to the register. A page that loads again is a new one. */
export function carryReaderWindow(
  windows: ReaderWindows,
  send: (message: ToReaderWindow) => void,
): Readonly<{ receive: (message: ToRegister) => void }> {
  let link: ReaderWindowLink | undefined;
  return {
    receive(message) {
      if ("fromReader" in message) {
        link?.receive(message.fromReader);
      } else if ("readerWindow" in message) {
        link?.close();
        link = message.readerWindow === "opened" ? windows.open(send) : undefined;
      }
    },
  };
}
