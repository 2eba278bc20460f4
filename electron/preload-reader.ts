import { contextBridge, ipcRenderer } from "electron";
import type { ReaderDoor, ToReaderWindow } from "../contract/reader-window.ts";
import { READER_MESSAGE, READER_OPENED, READER_SENT } from "./channels.ts";

/** The reader window's door: messages about one reader. It has no command of the till. */
const readerDoor: ReaderDoor = {
  send: (message) => ipcRenderer.send(READER_SENT, message),
  onMessage(listener) {
    ipcRenderer.on(READER_MESSAGE, (_event, message: ToReaderWindow) => listener(message));
    ipcRenderer.send(READER_OPENED);
  },
};

contextBridge.exposeInMainWorld("readerDoor", readerDoor);
