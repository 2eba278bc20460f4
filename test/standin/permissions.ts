import type { Session, WebContents } from "electron";
import type { Protocol as Cdp } from "../../node_modules/playwright-core/types/protocol.d.ts";
import { originOf, outward } from "./schemes.ts";
import type { SessionDouble } from "./sessions.ts";
import { browser } from "./state.ts";

type Permission = Parameters<NonNullable<Parameters<Session["setPermissionCheckHandler"]>[0]>>[1];
type Descriptor = Cdp.Browser.PermissionDescriptor;

/** Electron's names, and what Chromium's protocol calls them. */
const modelled: readonly (readonly [Permission, readonly Descriptor[]])[] = [
  ["geolocation", [{ name: "geolocation" }]],
  ["notifications", [{ name: "notifications" }]],
  ["media", [{ name: "camera" }, { name: "microphone" }]],
  ["clipboard-read", [{ name: "clipboard-read" }]],
  ["clipboard-sanitized-write", [{ name: "clipboard-write" }]],
  ["midi", [{ name: "midi" }]],
  ["idle-detection", [{ name: "idle-detection" }]],
  ["window-management", [{ name: "window-management" }]],
  ["local-network-access", [{ name: "local-network-access" }]],
  ["local-network", [{ name: "local-network" }]],
  ["loopback-network", [{ name: "loopback-network" }]],
];

/**
 * Asks the app's handlers once, before a page is loaded, and tells Chromium the answers. Where the
 * app has no handler Electron grants everything, and so does the double.
 */
export async function applyPermissions(
  contents: unknown,
  url: string,
  { standin }: SessionDouble,
): Promise<void> {
  const origin = new URL(outward(url)).origin;
  const shown = `${originOf(url)}/`;
  const context = await standin.context();
  const { check, request } = standin.permissions;
  const owner = contents as WebContents;
  for (const [permission, descriptors] of modelled) {
    const isChecked = check?.(owner, permission, shown, { isMainFrame: true }) ?? true;
    const isAsked = await new Promise<boolean>((resolve) => {
      if (request === null) resolve(true);
      else request(owner, permission, resolve, { isMainFrame: true, requestingUrl: shown });
    });
    const setting = isChecked && isAsked ? "granted" : "denied";
    await Promise.all(
      descriptors.map((descriptor) =>
        browser().root.send("Browser.setPermission", {
          ...{ permission: descriptor, setting, origin },
          ...(context === undefined ? {} : { browserContextId: context }),
        }),
      ),
    );
  }
}
