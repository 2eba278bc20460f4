import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { protocol, type Session } from "electron";

/** Our pages have an origin of their own: files would share one with every other file. */
const SCHEME = "tillside";

/** The kinds of window, each an origin. */
export type Page = "till" | "reader" | "display";

export const originOf = (page: Page) => `${SCHEME}://${page}`;

const pages = resolve(import.meta.dirname, "../renderer");
const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Before `ready`, and once: Chromium's processes are told of it as they start. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

type Served = Readonly<{ page: Page; policy: string }>;

/** Serves the built pages to one session, under one page's origin and policy, and nothing else. */
export function servePages(session: Session, { page, policy }: Served): void {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const path = host === page && method === "GET" ? pathOf(pathname) : undefined;
    const body = path === undefined ? undefined : await read(path);
    if (path === undefined || body === undefined) return new Response(null, { status: 404 });
    return new Response(body, {
      headers: {
        "Content-Type": contentTypes[extname(path)] ?? "application/octet-stream",
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
      },
    });
  });
}

/** Our own bundler names the files, in plain letters: anything encoded is not ours. */
function pathOf(pathname: string): string | undefined {
  const path = join(pages, pathname);
  return path.startsWith(pages + sep) ? path : undefined;
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
