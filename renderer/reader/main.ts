import "../zod-without-eval.ts";
import type { ReaderDoor } from "../../contract/reader-window.ts";
import { ARE_YOU_THERE, I_AM_HERE } from "./frame-words.ts";
import { loadSdk } from "./load-sdk.ts";
import { createReaderPage } from "./reader-page.ts";
import { openSocketDoor } from "./socket-door.ts";

/** A load that failed stays failed in its page, so the page itself is loaded again, ever later. */
const RELOADS = "tillside-reader-reloads";
const FIRST_RELOAD_MS = 2_000;
const LONGEST_RELOAD_MS = 60_000;

let reloading: ReturnType<typeof setTimeout> | undefined;

// The till's page asks; it learns nothing else from here.
window.addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
  if (source === window.parent && data === ARE_YOU_THERE) window.parent.postMessage(I_AM_HERE, "*");
});

const { readerDoor } = window as Window & { readerDoor?: ReaderDoor };
const scheme = window.location.protocol === "https:" ? "wss" : "ws";

createReaderPage({
  door: readerDoor ?? openSocketDoor(`${scheme}://${window.location.host}/reader-bridge`),
  loadSdk: async (simulatorUrl) => {
    const sdk = await loadSdk(simulatorUrl);
    // One that was asked again loads at last: no reload may come into its payment.
    clearTimeout(reloading);
    sessionStorage.removeItem(RELOADS);
    return sdk;
  },
  after(delayMs, act) {
    const timer = setTimeout(act, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
  reload() {
    const reloads = Number(sessionStorage.getItem(RELOADS) ?? 0);
    sessionStorage.setItem(RELOADS, String(reloads + 1));
    const delayMs = Math.min(FIRST_RELOAD_MS * 2 ** reloads, LONGEST_RELOAD_MS);
    clearTimeout(reloading);
    reloading = setTimeout(() => {
      window.location.reload();
    }, delayMs);
  },
});
