import express, { type Express, type RequestHandler, type Response } from "express";
import type { ShellGuard } from "./shell-guard.ts";
import { shellPage, statusOf, type PageCode } from "./shell-page.ts";

type Deps = Readonly<{ guard: ShellGuard; staticFolder: string }>;

/** The till's page and its files, for a browser that was let in. */
export function createShellSite({ guard, staticFolder }: Deps): Express {
  const site = express();
  site.disable("x-powered-by");
  // Keeps stack traces out of Express's own answers.
  site.set("env", "production");
  site.use(ourHostOnly(guard), secureHeaders, letIn(guard));
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

/** The page needs its own files and its own socket, and nothing else from anywhere. */
const secureHeaders: RequestHandler = (request, response, next) => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${request.headers.host ?? ""}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  response.set({
    "Content-Security-Policy": policy.join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
  });
  next();
};

/** The token stands in the URL once; from then on the browser holds a cookie. */
function letIn(guard: ShellGuard): RequestHandler {
  return (request, response, next) => {
    if (request.path === "/" && guard.isToken(request.query["token"])) {
      response.set("Set-Cookie", guard.cookie).redirect(303, "/");
    } else if (guard.hasCookie(request.headers)) {
      next();
    } else {
      answerPage(response, "wrong-token");
    }
  };
}
