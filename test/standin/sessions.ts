import type { Protocol, Session } from "electron";
import { isRegistered, registerSchemes } from "./schemes.ts";
import { browser, needReady } from "./state.ts";
import { strict } from "./strict.ts";

type RequestHandler = Parameters<Session["setPermissionRequestHandler"]>[0];
type CheckHandler = Parameters<Session["setPermissionCheckHandler"]>[0];
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** One partition: a browser context of Chromium, with handlers of its own. */
export type SessionDouble = ReturnType<typeof createSession>;

function createProtocol(handlers: Map<string, SchemeHandler>) {
  return strict("protocol", {
    registerSchemesAsPrivileged: registerSchemes,
    handle(scheme: string, handler: SchemeHandler) {
      needReady("protocol");
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      if (!isRegistered(scheme)) throw new Error(`stand-in: ${scheme} is not a privileged scheme`);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  }) satisfies Pick<
    Protocol,
    "registerSchemesAsPrivileged" | "unhandle" | "isProtocolHandled" | "handle"
  >;
}

function createSession(partition: string) {
  const schemeHandlers = new Map<string, SchemeHandler>();
  const permissions: { request: RequestHandler; check: CheckHandler } = {
    request: null,
    check: null,
  };
  let context: Promise<string | undefined> | undefined;
  const double = strict("session", {
    setPermissionRequestHandler: (handler: RequestHandler) => void (permissions.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (permissions.check = handler),
    /** No page of the double can ask for a device: `navigator.usb` has none. */
    setDevicePermissionHandler: () => undefined,
    isPersistent: () => partition.startsWith("persist:"),
    protocol: createProtocol(schemeHandlers),
    /** The double's own: what the web contents of this session need of it. */
    standin: {
      schemeHandlers,
      permissions,
      /** Undefined is Chromium's default context, the only one that is kept over a restart. */
      context: () => (context ??= openContext(partition)),
    },
  });
  return double satisfies Pick<
    Session,
    | "setPermissionRequestHandler"
    | "setPermissionCheckHandler"
    | "setDevicePermissionHandler"
    | "isPersistent"
  >;
}

async function openContext(partition: string): Promise<string | undefined> {
  if (partition.startsWith("persist:")) return undefined;
  const { browserContextId } = await browser().root.send("Target.createBrowserContext", {});
  return browserContextId;
}

const sessions = new Map<string, SessionDouble>();

function fromPartition(partition: string): SessionDouble {
  needReady("session");
  const known = sessions.get(partition);
  if (known !== undefined) return known;
  const others = [...sessions.keys()].filter((name) => name.startsWith("persist:"));
  if (partition.startsWith("persist:") && others.length > 0) {
    throw new Error("stand-in: a second persistent partition is not modelled");
  }
  const made = createSession(partition);
  sessions.set(partition, made);
  return made;
}

export const session = strict("session", {
  fromPartition,
  get defaultSession(): never {
    throw new Error("stand-in: the default session is not modelled: name a partition");
  },
});

/** Schemes are registered for the whole browser; handlers belong to sessions. */
export const protocol = strict("protocol", { registerSchemesAsPrivileged: registerSchemes });
