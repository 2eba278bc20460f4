import { describe, expect, it } from "vitest";
import type { Command } from "../../../contract/commands.ts";
import type { TillBridge, TillMessage, TillReply } from "../../../contract/till-bridge.ts";
import { chooseTransport } from "../../../renderer/transports/choose-transport.ts";
import { createPreloadTransport } from "../../../renderer/transports/preload.ts";

/** A preload's door that answers what the test says, and tells what the test tells. */
function openDoor(reply: TillReply) {
  const asked: [Command, unknown][] = [];
  let tell: (message: TillMessage) => void = () => undefined;
  const till: TillBridge = {
    invoke(command, input) {
      asked.push([command, input]);
      return Promise.resolve(reply);
    },
    subscribe: (listener) => (tell = listener),
  };
  return { till, asked, tell: (message: TillMessage) => tell(message) };
}

describe("createPreloadTransport", () => {
  it("asks by the command's name and answers the register's outcome", async () => {
    const { till, asked } = openDoor({ outcome: { ok: false, refusal: "bad-input" } });
    const answer = await createPreloadTransport(till).ask("register.view", {});
    expect(answer).toEqual({ ok: false, refusal: "bad-input" });
    expect(asked).toEqual([["register.view", {}]]);
  });

  it("answers a register that ended as a lost connection, and a bug by its id", async () => {
    const lost = createPreloadTransport(openDoor({ lost: "register" }).till);
    expect(await lost.ask("register.view", {})).toEqual({ ok: false, refusal: "connection-lost" });
    const bug = createPreloadTransport(openDoor({ bug: "bug_1" }).till);
    const answer = await bug.ask("register.view", {});
    expect(answer).toEqual({ ok: false, refusal: "till-bug", detail: "bug_1" });
  });

  it("is connected at each hello, and lost where the register ends", () => {
    const heard: string[] = [];
    const { till, tell } = openDoor({ lost: "register" });
    createPreloadTransport(till).start({
      onConnected: () => heard.push("connected"),
      onLost: () => heard.push("lost"),
      onEvent: ({ event }) => heard.push(event),
    });
    tell({ hello: "tillside" });
    tell({ event: "lanes-changed", view: [] });
    tell({ lost: "register" });
    tell({ hello: "tillside" });
    expect(heard).toEqual(["connected", "lanes-changed", "lost", "connected"]);
  });
});

describe("chooseTransport", () => {
  it("takes the preload's door where there is one", async () => {
    const { till, asked } = openDoor({ lost: "register" });
    const location = { protocol: "tillside:", host: "till" } as Location;
    await chooseTransport({ till, location }).ask("catalog.keys", {});
    expect(asked).toHaveLength(1);
  });
});
