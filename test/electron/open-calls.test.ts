import { describe, expect, it } from "vitest";
import type { BridgeRequest } from "../../contract/bridge.ts";
import { createOpenCalls } from "../../electron/open-calls.ts";

const refused = { ok: false, refusal: "bad-input" } as const;

describe("createOpenCalls", () => {
  it("gives each call its own answer, in whatever order they come", async () => {
    const calls = createOpenCalls();
    const sent: BridgeRequest[] = [];
    const first = calls.open("register.view", {}, (request) => sent.push(request));
    const second = calls.open("catalog.keys", {}, (request) => sent.push(request));
    expect(sent.map(({ id, command }) => [id, command])).toEqual([
      [1, "register.view"],
      [2, "catalog.keys"],
    ]);
    calls.settle({ id: 2, outcome: refused });
    calls.settle({ id: 1, bug: "bug_1" });
    expect([await first, await second]).toEqual([{ bug: "bug_1" }, { outcome: refused }]);
  });

  it("tells every open call of a lost register, and ignores an answer that comes later", async () => {
    const calls = createOpenCalls();
    const call = calls.open("register.view", {}, () => undefined);
    calls.lose();
    calls.settle({ id: 1, outcome: refused });
    expect(await call).toEqual({ lost: "register" });
  });
});
