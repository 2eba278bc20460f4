/** What the browser shell itself answers, before the register is asked. See docs/errors.md. */
export const shellCodes = [
  "wrong-host",
  "wrong-origin",
  "wrong-token",
  "page-not-found",
  "too-many-connections",
  "bad-message",
] as const;

export type ShellCode = (typeof shellCodes)[number];
export type PageCode = Exclude<ShellCode, "bad-message">;

const pages: Readonly<Record<PageCode, { status: number; title: string; advice: string }>> = {
  "wrong-host": {
    status: 403,
    title: "This till answers to its own address only",
    advice: "Open the address that npm start printed; it begins with http://127.0.0.1.",
  },
  "wrong-origin": {
    status: 403,
    title: "This page may not speak to the till",
    advice: "Only the till's own page may. Open the address that npm start printed.",
  },
  "wrong-token": {
    status: 401,
    title: "This browser has not been let in",
    advice: "Open the whole address that npm start printed, with its token. It changes each start.",
  },
  "page-not-found": {
    status: 404,
    title: "There is no such page",
    advice: "The till's page is the address that npm start printed.",
  },
  "too-many-connections": {
    status: 503,
    title: "Too many windows are open on this till",
    advice: "Close some of them, then load this page again.",
  },
};

export function statusOf(code: PageCode): number {
  return pages[code].status;
}

/** A page without script or style: it must be readable where our own files are not served. */
export function shellPage(code: PageCode): string {
  const { title, advice } = pages[code];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tillside: ${title}</title></head>
<body><main><h1>${title}</h1><p>${advice}</p><p>Nothing was changed. Code: <code>${code}</code></p></main></body>
</html>
`;
}
