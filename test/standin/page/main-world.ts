import type { Peer } from "./world-peer.ts";

/**
 * The page's own world: takes what the preload exposes, as a frozen copy. It runs inside the page
 * by its source text, so it names nothing from outside.
 */
export function runMainWorld(peer: Peer): void {
  function freeze(value: unknown): unknown {
    const isFreezable = typeof value === "object" || typeof value === "function";
    if (!isFreezable || value === null || ArrayBuffer.isView(value)) return value;
    if (Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
    return value;
  }

  peer.serve((what, data) => {
    if (what !== "expose") return "stand-in: asked for something else";
    const [key, api] = JSON.parse(data) as [string, string];
    if (key in window)
      return "Cannot bind an API on top of an existing property on the window object";
    const value = freeze(peer.decode(api));
    Object.defineProperty(window, key, { value, enumerable: true });
    return "";
  });
  // A denied window.open answers null in Electron; no popup is made for it here.
  window.open = (url = "", name = "", features = "") => {
    const text = String(url);
    const address = text === "" ? "about:blank" : new URL(text, location.href).href;
    peer.ask("open", JSON.stringify({ url: address, windowName: name, features }));
    return null;
  };
}
