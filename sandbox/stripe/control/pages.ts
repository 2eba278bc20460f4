import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Answer } from "../http/answer.ts";

const { resolve } = createRequire(import.meta.url);
const folder = new URL("../reader-page/", import.meta.url);

export type Page = { readonly type: string; readonly from: () => Promise<Buffer> };

function file(name: string, type: string): Page {
  return { type, from: () => readFile(new URL(name, folder)) };
}

function payFile(name: string, type: string): Page {
  return file(`../pay-page/${name}`, type);
}

function font(name: string): Page {
  return { type: "font/woff2", from: () => readFile(resolve(name)) };
}

/** Everything the two pages are made of, by what stands behind `/_sandbox`. */
const pages: Readonly<Record<string, Page>> = {
  "/": file("readers.html", "text/html; charset=utf-8"),
  "/what-goes-wrong": file("faults.html", "text/html; charset=utf-8"),
  "/page/faults.js": file("faults.js", "text/javascript; charset=utf-8"),
  "/page/faults.css": file("faults.css", "text/css; charset=utf-8"),
  "/page/readers.js": file("readers.js", "text/javascript; charset=utf-8"),
  "/page/reader.js": file("reader.js", "text/javascript; charset=utf-8"),
  "/page/screen.js": file("screen.js", "text/javascript; charset=utf-8"),
  "/page/forms.js": file("forms.js", "text/javascript; charset=utf-8"),
  "/page/nodes.js": file("nodes.js", "text/javascript; charset=utf-8"),
  "/page/page.css": file("page.css", "text/css; charset=utf-8"),
  "/page/device.css": file("device.css", "text/css; charset=utf-8"),
  "/page/hands.css": file("hands.css", "text/css; charset=utf-8"),
  "/page/glass.css": file("glass.css", "text/css; charset=utf-8"),
  "/page/list-and-sizes.css": file("list-and-sizes.css", "text/css; charset=utf-8"),
  // The pay page borrows it, by the way that leads there in the sources, too.
  "/reader-page/nodes.js": file("nodes.js", "text/javascript; charset=utf-8"),
  "/page/pay.js": payFile("pay.js", "text/javascript; charset=utf-8"),
  "/page/pay.css": payFile("pay.css", "text/css; charset=utf-8"),
  "/page/bank.js": payFile("bank.js", "text/javascript; charset=utf-8"),
  "/stripe.js": payFile("stripe-js.js", "text/javascript; charset=utf-8"),
  "/page/sans.woff2": font(
    "@fontsource-variable/instrument-sans/files/instrument-sans-latin-standard-normal.woff2",
  ),
  "/page/mono.woff2": font(
    "@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
  ),
};

const readerPage = file("reader.html", "text/html; charset=utf-8");

/** What stands behind `/c`: the page to pay on, and the bank's. */
export const payPage = {
  pay: payFile("pay.html", "text/html; charset=utf-8"),
  "3ds": payFile("bank.html", "text/html; charset=utf-8"),
};

/** Nothing from elsewhere, and no other page may put these into a frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function findPage(path: string): Page | undefined {
  if (/^\/reader\/[A-Za-z0-9_]+$/.test(path)) return readerPage;
  return Object.hasOwn(pages, path) ? pages[path] : undefined;
}

export async function pageHeadersAndBody(
  page: Page,
): Promise<{ headers: Answer["headers"]; body: Buffer }> {
  return {
    headers: {
      "Content-Type": page.type,
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
    body: await page.from(),
  };
}
