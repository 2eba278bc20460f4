import { join } from "node:path";
import { app, Menu, type BrowserWindow } from "electron";
import { createLog } from "../register/create-log.ts";
import { createCustomerWindow, type CustomerWindow } from "./customer-window.ts";
import { readerBeside } from "./guard.ts";
import { carryReader, carryTill } from "./ipc.ts";
import { endInTrouble, tellReady } from "./parent.ts";
import { readerPolicy, tillPolicy } from "./policies.ts";
import { startRegister, type RegisterHost } from "./register-host.ts";
import { originOf, registerScheme } from "./scheme.ts";
import { openSecrets } from "./secrets.ts";
import { readSettings, type Settings } from "./settings.ts";
import { keepWindowState, MIN_SIZE, readWindowState } from "./window-state.ts";
import { openWindow } from "./window.ts";

/** The desktop window: the till, a hidden window for the reader, and the register beside them. */
const log = createLog("window", () => new Date().toISOString());
let till: BrowserWindow | undefined;
let register: RegisterHost | undefined;

registerScheme();
app.enableSandbox();
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  app.on("second-instance", () => {
    if (till?.isMinimized()) till.restore();
    till?.focus();
  });
  // The demo that started this window is gone, however that went.
  process.on("disconnect", () => app.quit());
  app.on("will-quit", (event) => {
    if (register === undefined) return;
    event.preventDefault();
    void closeRegister(register);
  });
  void app.whenReady().then(start).catch(endInTrouble);
}

async function closeRegister(open: RegisterHost): Promise<void> {
  register = undefined;
  await open.stop();
  app.exit(0);
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null);
  const settings = await readSettings(
    process.env,
    openSecrets(join(app.getPath("userData"), "secrets"), log),
  );
  const customer = createCustomerWindow(log);
  const window = openTill(settings, customer);
  const readerWindow = openReader(settings);
  const host = startRegister(settings.register, log, {
    ready: () => {
      tellTill({ hello: "tillside" });
      reader.registerReady();
    },
    lost: () => tellTill({ lost: "register" }),
    told: (event) => tellTill(event),
    toReader: (message) => reader.send(message),
    shown: customer.show,
    gaveUp: endInTrouble,
  });
  const { tell: tellTill } = carryTill(window.webContents, host);
  const reader = carryReader(readerWindow.webContents, host);
  register = host;
  till = window;
  // The reader's window is hidden: without its till it would live on unseen.
  window.on("closed", () => {
    till = undefined;
    app.quit();
  });
  window.once("ready-to-show", tellReady);
}

function openTill({ readerPage }: Settings, customer: CustomerWindow): BrowserWindow {
  const statePath = join(app.getPath("userData"), "window.json");
  const { isMaximized, ...bounds } = readWindowState(statePath, log);
  const window = openWindow({
    ...{ page: "till", path: "/index.html", preload: "preload.cjs", partition: "persist:till" },
    ...{ policy: tillPolicy, log },
    beside: {
      ...readerBeside(readerPage),
      [`${originOf("till")}/display/index.html`]: customer.open,
    },
    options: {
      ...bounds,
      ...{ minWidth: MIN_SIZE.width, minHeight: MIN_SIZE.height },
      ...{ title: "Tillside", show: false },
    },
  });
  keepWindowState(window, statePath, log);
  window.once("ready-to-show", () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  return window;
}

function openReader({ readerPage }: Settings): BrowserWindow {
  return openWindow({
    ...{ page: "reader", path: "/reader/index.html", preload: "preload-reader.cjs" },
    ...{ partition: "reader", policy: readerPolicy(readerPage), log },
    // Hidden pages are slowed down; this one speaks to a device.
    options: { show: false, webPreferences: { backgroundThrottling: false } },
  });
}
