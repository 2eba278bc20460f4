import express, { type Express, type RequestHandler, type Response } from "express";
import type { ShellGuard } from "./shell-guard.ts";
import { shellPage, statusOf, type PageCode } from "./shell-page.ts";

type Deps = Readonly<{
  guard: ShellGuard;
  staticFolder: string;
  /** The pages behind the token. */
  homes: readonly string[];
  /** The Content-Security-Policy, for the host's name as the browser wrote it. */
  policy: (host: string) => readonly string[];
}>;

/** A page and its files, for a browser that was let in. */
export function createShellSite({ guard, staticFolder, homes, policy }: Deps): Express {
  const site = express();
  site.disable("x-powered-by");
  // Keeps stack traces out of Express's own answers.
  site.set("env", "production");
  site.use(ourHostOnly(guard), secureHeaders(policy), letIn(guard, homes));
  site.use(
    express.static(staticFolder, {
      redirect: false,
      cacheControl: false,
      setHeaders: (response: Response, path: string) => {
        // The bundler names assets after their content; the page itself must always be asked for.
        const isNamedByContent = /[\\/]assets[\\/]/.test(path);
        if (isNamedByContent) response.set("Cache-Control", "private, max-age=31536000, immutable");
      },
    }),
  );
  site.use((_request, response) => answerPage(response, "page-not-found"));
  return site;
}

function answerPage(response: Response, code: PageCode): void {
  response.status(statusOf(code)).set("Tillside-Code", code).type("html").send(shellPage(code));
}

function ourHostOnly(guard: ShellGuard): RequestHandler {
  return (request, response, next) => {
    if (guard.isOurHost(request.headers)) next();
    else answerPage(response, "wrong-host");
  };
}

/** Its own files, and nothing else from anywhere. */
const ownFiles = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The till's page: its own socket, and the reader's page in a frame of another origin. */
export function tillPolicy(readerPort: number): Deps["policy"] {
  return (host) => [
    ...ownFiles,
    "script-src 'self'",
    `connect-src 'self' ws://${host}`,
    `frame-src ${atPort(host, readerPort)}`,
    "frame-ancestors 'none'",
  ];
}

/** Stripe's program, its services and the readers; in the demo the local Stripe stands for them. */
export function readerPolicy(tillPort: number): Deps["policy"] {
  const stripe = "https://api.stripe.com https://gator.stripe.com";
  const readers = "https://*.device.stripe-terminal-local-reader.net:*";
  return (host) => [
    ...ownFiles,
    "script-src 'self' https://js.stripe.com",
    `connect-src 'self' ws://${host} http://127.0.0.1:* ${stripe} ${readers}`,
    `frame-ancestors ${atPort(host, tillPort)}`,
  ];
}

function atPort(host: string, port: number): string {
  return `http://${host.replace(/:\d+$/, "")}:${port}`;
}

function secureHeaders(policy: Deps["policy"]): RequestHandler {
  return (request, response, next) => {
    response.set({
      "Content-Security-Policy": policy(request.headers.host ?? "").join("; "),
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "no-store",
    });
    next();
  };
}

/** The token stands in the URL once; from then on the browser holds a cookie. */
function letIn(guard: ShellGuard, homes: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (homes.includes(request.path) && guard.isToken(request.query["token"])) {
      response.set("Set-Cookie", guard.cookie).redirect(303, request.path);
    } else if (guard.hasCookie(request.headers)) {
      next();
    } else {
      answerPage(response, "wrong-token");
    }
  };
}
