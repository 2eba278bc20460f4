import { describe, expect, it, onTestFinished } from "vitest";
import { openRegister } from "../../../register/register.ts";
import type { Logger } from "../../../register/ports.ts";
import type { RelaySocketEvents } from "../../../register/sync/relay-socket.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { memorySecrets } from "../../support/memory-secrets.ts";
import { products, temporaryFolder } from "../../support/world.ts";

describe("what a till logs of its line to the relay", () => {
  it("holds no word of a frame that it does not understand: it may carry a secret", () => {
    const logged: unknown[] = [];
    const keep = (...words: unknown[]) => void logged.push(words);
    const log: Logger = { info: keep, warn: keep, error: keep };
    const lines: RelaySocketEvents[] = [];
    const register = openRegister({
      ...{ folder: temporaryFolder(), products, now: Date.now, log, config: demoShop },
      cards: {
        openSocket: (events) => {
          lines.push(events);
          return { send: () => true, close: () => undefined };
        },
        ...{ connection: "sandbox", readerId: "tmr_1", way: "direct" },
      },
      newId: (prefix) => `${prefix}_1`,
      secrets: memorySecrets(),
    });
    onTestFinished(() => register.close());
    const { length } = lines;
    expect(length).toBe(1);
    const newer = { type: "client-secret", clientSecret: "pi_1_secret_x", of: "a newer relay" };
    lines[0]?.message(JSON.stringify(newer));
    expect(JSON.stringify(logged)).toContain("a frame is not understood");
    expect(JSON.stringify(logged)).not.toContain("secret_x");
  });
});
