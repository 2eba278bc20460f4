/** The module `electron` in the main process: what it lacks cannot be imported. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { ipcMain } from "./ipc-main.ts";
export { protocol, session } from "./sessions.ts";
export { dialog, Menu, safeStorage, screen, shell } from "./system.ts";
export { utilityProcess } from "./utility-process.ts";
export { webContents } from "./web-contents.ts";
