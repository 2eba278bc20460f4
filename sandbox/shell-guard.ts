import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Who may speak to the browser shell: our own page, in a browser that was let in by the token. */
export type ShellGuard = Readonly<{
  /** Any other name for 127.0.0.1 is DNS rebinding: somebody else's page on our port. */
  isOurHost: (headers: IncomingHttpHeaders) => boolean;
  isOurOrigin: (headers: IncomingHttpHeaders) => boolean;
  hasCookie: (headers: IncomingHttpHeaders) => boolean;
  isToken: (token: unknown) => boolean;
  /** The value of the Set-Cookie header for a browser that brought the token. */
  cookie: string;
}>;

/** `cookiePort`: the till's, whose cookie lets in at the reader's page, too. */
type Options = Readonly<{ launchToken: string; port: number; cookiePort?: number }>;

export function createShellGuard(options: Options): ShellGuard {
  const { launchToken, port, cookiePort = port } = options;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Browsers share cookies between the ports of one host, so the name carries the port.
  const name = `tillside-${cookiePort}`;
  // Derived, so that the register can restart and still know the browsers that were let in.
  const value = digest(launchToken, "browser cookie").toString("base64url");
  const isOurHost = ({ host }: IncomingHttpHeaders) => host !== undefined && hosts.includes(host);

  return {
    isOurHost,
    isOurOrigin: (headers) => isOurHost(headers) && headers.origin === `http://${headers.host}`,
    hasCookie: ({ cookie }) => cookiesNamed(name, cookie).some((given) => isSame(given, value)),
    isToken: (token) => typeof token === "string" && isSame(token, launchToken),
    cookie: `${name}=${value}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

function digest(key: string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Compares digests: equally long, and in a time that tells nothing about the secret. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest("compare", given), digest("compare", secret));
}

function cookiesNamed(name: string, header = ""): string[] {
  const pairs = header.split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((p) => p.slice(name.length + 1));
}
