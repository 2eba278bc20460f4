import type { CustomScheme, Privileges } from "electron";
import { state } from "./state.ts";

/**
 * Chromium has no schemes of run time, so `tillside://till/x` is opened as
 * `https://till.tillside.standin.test/x`, held there and answered by the app's handler. On the
 * app's side every address has its own name again; the page alone sees the other.
 */
const schemes = new Map<string, Privileges>();

export function registerSchemes(list: readonly CustomScheme[]): void {
  if (state.isReady) {
    throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
  }
  schemes.clear();
  for (const { scheme, privileges } of list) {
    if (!privileges?.standard || !privileges.secure) {
      throw new Error(`stand-in: only standard and secure schemes are modelled (${scheme})`);
    }
    schemes.set(scheme, privileges);
  }
}

export function privilegesOf(url: string): Privileges | undefined {
  return schemes.get(url.slice(0, url.indexOf(":")));
}

export const isRegistered = (scheme: string) => schemes.has(scheme);

/** As Chromium is told. */
export function outward(url: string): string {
  const [, scheme = "", host = "", rest = ""] =
    /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme) ? `https://${host}.${scheme}.standin.test${rest || "/"}` : url;
}

/** As the app is told. */
export function inward(url: string): string {
  const shown = /^https:\/\/([a-z0-9.-]+)\.([a-z0-9-]+)\.standin\.test/i;
  return url.replace(shown, (all, host: string, scheme: string) =>
    schemes.has(scheme) ? `${scheme}://${host}` : all,
  );
}

export function originOf(url: string): string {
  return /^[a-z0-9+-]+:\/\/[^/]*/i.exec(url)?.[0] ?? "null";
}

/** A policy that names our scheme names, for Chromium, the hosts that stand for it. */
export function outwardPolicy(policy: string): string {
  return [...schemes.keys()].reduce(
    (text, scheme) =>
      text.replaceAll(
        new RegExp(`\\b${scheme}://([a-z0-9.-]+)`, "g"),
        `https://$1.${scheme}.standin.test`,
      ),
    policy,
  );
}
