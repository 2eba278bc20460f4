import { contextBridge, ipcRenderer } from "electron";
import type { TillBridge, TillMessage, TillReply } from "../contract/till-bridge.ts";
import { commandChannel, TILL_MESSAGE, TILL_SUBSCRIBE } from "./channels.ts";

/** The till window's door: commands and what the register tells, and nothing of Electron. */
const till: TillBridge = {
  invoke: (command, input) =>
    ipcRenderer.invoke(commandChannel(command), input) as Promise<TillReply>,
  subscribe(listener) {
    ipcRenderer.on(TILL_MESSAGE, (_event, message: TillMessage) => listener(message));
    ipcRenderer.send(TILL_SUBSCRIBE);
  },
};

contextBridge.exposeInMainWorld("till", till);
