import { t } from "../i18n/t.ts";

let frame: HTMLIFrameElement | null = null;

/**
 * The reader's page, in a frame of another origin: it can neither see the till nor ask it anything,
 * and what Stripe's program does stays in there. The desktop host has a window for it instead.
 */
export function showReaderFrame(port: number): void {
  const { protocol, hostname } = window.location;
  const address = `${protocol}//${hostname}:${port}/reader/index.html`;
  if (frame?.src === address) return;
  frame?.remove();
  frame = document.createElement("iframe");
  frame.title = t("frame.cardReader");
  frame.hidden = true;
  // Readers stand in the shop's own network, which a browser opens to nobody unasked.
  frame.allow = "local-network-access; local-network; loopback-network";
  frame.src = address;
  document.body.append(frame);
}
