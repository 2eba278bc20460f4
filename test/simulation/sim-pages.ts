import type { Express, Request, Response } from "express";
import { addPayPages, type PageDeps } from "../../server/pay-page/pay-pages.ts";

export type Visit = Readonly<{ method: "GET" | "POST"; path: string }>;

export type SimPages = Readonly<{ visit: (visit: Visit) => Promise<void> }>;

type Act = (req: Request, res: Response) => Promise<void>;
type Page = Readonly<{ method: Visit["method"]; path: RegExp; act: Act }>;

/** The relay's real pages for customers, asked without a listener; what they draw is not looked at. */
export function openSimPages(deps: PageDeps): SimPages {
  const pages: Page[] = [];
  const add = (method: Visit["method"]) => (path: RegExp | string, act: Act) => {
    // Sheets and scripts are files, the same whoever pays.
    if (path instanceof RegExp) pages.push({ method, path, act });
  };
  const app = { use: () => undefined, get: add("GET"), post: add("POST") };
  addPayPages(app as unknown as Express, deps);
  return {
    async visit({ method, path }) {
      const page = pages.find((each) => each.method === method && each.path.test(path));
      if (page === undefined) throw new Error(`no page at ${method} ${path}`);
      const params = { 0: page.path.exec(path)?.[1] ?? "" };
      const req = { params, header: () => undefined };
      await page.act(req as unknown as Request, silentResponse());
    },
  };
}

function silentResponse(): Response {
  const res = Object.fromEntries(
    ["set", "status", "type", "send", "json", "redirect"].map((name) => [name, () => res]),
  );
  return res as unknown as Response;
}
