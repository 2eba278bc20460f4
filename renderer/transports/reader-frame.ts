import { ARE_YOU_THERE, I_AM_HERE } from "../reader/frame-words.ts";
import { t } from "../i18n/t.ts";

let frame: HTMLIFrameElement | null = null;
/** Something was loaded into it that has not said that it is the reader's page. */
let isDoubtful = false;

function hear({ source, data }: MessageEvent<unknown>): void {
  if (frame !== null && source === frame.contentWindow && data === I_AM_HERE) isDoubtful = false;
}

/**
 * The reader's page, in a frame of another origin: it can neither see the till nor ask it anything,
 * and what Stripe's program does stays in there. The desktop host has a window for it instead.
 * Called whenever the register is there: a page that could not be loaded, because the register died
 * just then, is loaded anew.
 */
export function showReaderFrame(port: number): void {
  const { protocol, hostname } = window.location;
  const address = `${protocol}//${hostname}:${port}/reader/index.html`;
  if (frame?.src === address && !isDoubtful) return;
  frame?.remove();
  window.addEventListener("message", hear);
  const shown = document.createElement("iframe");
  shown.title = t("frame.cardReader");
  shown.hidden = true;
  // Readers stand in the shop's own network, which a browser opens to nobody unasked.
  shown.allow = "local-network-access; local-network; loopback-network";
  shown.addEventListener("load", () => {
    if (shown !== frame) return;
    isDoubtful = true;
    // A browser's page about a failure has another origin, and no ears.
    shown.contentWindow?.postMessage(ARE_YOU_THERE, "*");
  });
  shown.src = address;
  isDoubtful = false;
  frame = shown;
  document.body.append(shown);
}
