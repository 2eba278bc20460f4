import { shell, type Session, type WebContents } from "electron";
import { originOf, type Page } from "./scheme.ts";

type Permission = Parameters<NonNullable<Parameters<Session["setPermissionCheckHandler"]>[0]>>[1];

/** Chromium's names for "may this page speak to devices in the shop's network". */
const localNetwork: readonly Permission[] = [
  "local-network",
  "local-network-access",
  "loopback-network",
];
const granted: Readonly<Record<Page, readonly Permission[]>> = {
  // Ids of a payment are copied for Stripe's dashboard; writing is all that is needed.
  till: ["clipboard-sanitized-write"],
  reader: localNetwork,
  display: [],
};

/** Denies every permission that this page has no need of, and any that another origin asks for. */
export function guardPermissions(session: Session, page: Page): void {
  const own = originOf(page);
  const isGranted = (permission: string, origin: string) =>
    (granted[page] as readonly string[]).includes(permission) && originIn(origin) === own;
  session.setPermissionRequestHandler((...[, permission, answer, { requestingUrl }]) =>
    answer(isGranted(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isGranted(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
}

/** A custom scheme has no origin in Node's URL: it is what stands before the path. */
function originIn(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0];
}

/** What a page may ask to be opened beside it, and how that is done. */
export type Beside = Readonly<Record<string, () => void>>;

/** The demo's reader is a page for hands and goes to the system's browser. */
export function readerBeside(readerPage: string | undefined): Beside {
  return readerPage === undefined
    ? {}
    : { [readerPage]: () => void shell.openExternal(readerPage) };
}

/** Keeps a window on its own page. No page opens another: it may ask for the few that are named. */
export function guardContents(contents: WebContents, beside: Beside): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (Object.hasOwn(beside, url)) beside[url]?.();
    return { action: "deny" };
  });
  contents.on("will-navigate", (event) => {
    // A page may load itself again, as the reader's does after a start without network.
    if (event.url !== contents.getURL()) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
}
