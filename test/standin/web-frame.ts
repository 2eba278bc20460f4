import type { WebFrameMain } from "electron";
import { originOf } from "./schemes.ts";
import { strict } from "./strict.ts";

export type FrameDouble = ReturnType<typeof createFrame>;

/** The top frame of a page. Whoever compares senders compares these by identity. */
export function createFrame(frameId: string, url: string) {
  const standin = { frameId, url };
  const frame = strict("WebFrameMain", {
    get url(): string {
      return standin.url;
    },
    get origin(): string {
      return originOf(standin.url);
    },
    parent: null,
    detached: false,
    isDestroyed: () => false,
    /** The double's own: the address changes within one origin. */
    standin,
  });
  return frame satisfies Pick<
    WebFrameMain,
    "url" | "origin" | "parent" | "detached" | "isDestroyed"
  >;
}
