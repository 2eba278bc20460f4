import type { CdpSession, Connection } from "./cdp.ts";
import { browser } from "./state.ts";

type Size = Readonly<{ width: number; height: number }>;
export type Target = Readonly<{ targetId: string; cdp: CdpSession }>;

const attached = new Map<string, CdpSession>();
const waiting = new Map<string, (cdp: CdpSession) => void>();

/** Takes every page of Chromium: those that were asked for, and popups that nobody asked for. */
export async function followTargets({ root, session }: Connection): Promise<void> {
  root.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    const cdp = session(sessionId);
    const { type, targetId, openerId } = targetInfo;
    if (type !== "page") {
      cdp.tell("Runtime.runIfWaitingForDebugger");
    } else if (openerId === undefined) {
      attached.set(targetId, cdp);
      waiting.get(targetId)?.(cdp);
      cdp.tell("Runtime.runIfWaitingForDebugger");
    } else {
      // It shares its opener's thread, so it must not stay paused; but it never fetches anything.
      cdp.tell("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
      cdp.tell("Runtime.runIfWaitingForDebugger");
      root.tell("Target.closeTarget", { targetId });
    }
  });
  await root.send("Target.setAutoAttach", {
    ...{ autoAttach: true, waitForDebuggerOnStart: true, flatten: true },
  });
}

/** A page of its own window, in a browser context; undefined is the default one. */
export async function openTarget(context: string | undefined, size: Size): Promise<Target> {
  const { root } = browser();
  const { targetId } = await root.send("Target.createTarget", {
    ...{ url: "about:blank", newWindow: true, ...size },
    ...(context === undefined ? {} : { browserContextId: context }),
  });
  const cdp =
    attached.get(targetId) ??
    (await new Promise<CdpSession>((resolve) => waiting.set(targetId, resolve)));
  attached.delete(targetId);
  waiting.delete(targetId);
  await resizeTarget(targetId, size);
  return { targetId, cdp };
}

/** A headless window has a frame, too: it is the content that gets the size. */
export async function resizeTarget(targetId: string, size: Size): Promise<void> {
  const { root } = browser();
  const { windowId } = await root.send("Browser.getWindowForTarget", { targetId });
  await root.send("Browser.setContentsSize", { windowId, ...size });
}
