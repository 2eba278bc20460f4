import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type {
  DecryptStringAsyncReturnValue,
  Dialog,
  Display,
  MessageBoxOptions,
  SafeStorage,
  Screen,
  Shell,
} from "electron";
import { complain, needReady, record } from "./state.ts";
import { strict, strictEmitter } from "./strict.ts";

/** What lies around a window: the key store, dialogs, screens, the menu, the system's browser. */
const key = Buffer.alloc(32, 7);
const VERSION = "v10";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** As Electron's on Linux it opens with a version; it protects nothing. */
export const safeStorage = strict("safeStorage", {
  /** A test may take the key store away. */
  isAvailable: true,
  isAsyncEncryptionAvailable() {
    needReady("safeStorage");
    return Promise.resolve(this.isAvailable);
  },
  encryptStringAsync(text: string) {
    if (!this.isAvailable) return Promise.reject(new Error("Encryption is not available"));
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Promise.resolve(Buffer.concat([Buffer.from(VERSION), nonce, cipher.getAuthTag(), body]));
  },
  /** A text that was not sealed here rejects. */
  decryptStringAsync: (sealed: Buffer) =>
    new Promise<DecryptStringAsyncReturnValue>((resolve) => {
      const nonceEnd = VERSION.length + NONCE_BYTES;
      const decipher = createDecipheriv(
        "aes-256-gcm",
        key,
        sealed.subarray(VERSION.length, nonceEnd),
      );
      decipher.setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
      const body = sealed.subarray(nonceEnd + TAG_BYTES);
      const result = Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      resolve({ result, shouldReEncrypt: false });
    }),
} satisfies Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync"
> & { isAvailable: boolean });

export const dialog = strict("dialog", {
  showMessageBox(options: MessageBoxOptions) {
    record("dialog.showMessageBox", options);
    return Promise.resolve({ response: options.defaultId ?? 0, checkboxChecked: false });
  },
  showErrorBox(title: string, content: string) {
    record("dialog.showErrorBox", title, content);
    complain(`dialog.showErrorBox: ${title}\n${content}`);
  },
} satisfies Pick<Dialog, "showErrorBox"> & { showMessageBox: unknown });

export const shell = strict("shell", {
  openExternal(url: string) {
    record("shell.openExternal", url);
    return Promise.resolve();
  },
} satisfies Pick<Shell, "openExternal">);

export const Menu = strict("Menu", {
  setApplicationMenu: (menu: unknown) => record("Menu.setApplicationMenu", menu),
});

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const displayAt = (id: number) => {
  const bounds = { ...area, x: (id - 1) * area.width };
  return { id, bounds, workArea: bounds, scaleFactor: 1 } as Display;
};
const display = displayAt(1);
let displays = [display];

export const screen = strictEmitter("screen", ["display-added", "display-removed"], {
  getPrimaryDisplay() {
    needReady("screen");
    return display;
  },
  getAllDisplays: () => [...displays],
  /** The double's own: a second screen is plugged in, or pulled. */
  standin: {
    setCount(count: number): void {
      const before = displays.length;
      displays = Array.from({ length: count }, (_, index) => displayAt(index + 1));
      screen.emit(count > before ? "display-added" : "display-removed");
    },
  },
} satisfies Pick<Screen, "getPrimaryDisplay" | "getAllDisplays"> & { standin: unknown });
