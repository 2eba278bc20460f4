import type { IncomingMessage } from "node:http";

/** A page of another origin cannot send this header without asking first, and is never allowed to. */
export const CONTROL_HEADER = "x-tillside-sandbox";

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Refuses names that only point here (DNS rebinding); null when all is well. */
export function hostTrouble({ headers }: IncomingMessage): string | null {
  return loopbackHost.test(headers.host ?? "") ? null : "This host name does not belong here.";
}

/** Refuses what another web page may have sent; null when all is well. */
export function controlTrouble({ headers, method }: IncomingMessage): string | null {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== `http://${host ?? ""}`) return "Another origin.";
  if (method === "GET") return null;
  return headers[CONTROL_HEADER] === undefined ? `The header ${CONTROL_HEADER} is missing.` : null;
}
