import type { Mode } from "./world.ts";

/** The world that a key opens: sk_live_… and rk_live_… are for the live one. */
export function modeOfKey(key: string): Mode {
  return /^(sk|rk)_live_/.test(key) ? "live" : "test";
}

/**
 * Rooms build their objects for test mode; on the way out of the live world the one word that
 * differs is set right. Inside a text its quotes would be escaped, so no text is touched.
 */
export function inMode(mode: Mode, json: string): string {
  return mode === "live" ? json.replaceAll(/"livemode":( ?)false/g, '"livemode":$1true') : json;
}
