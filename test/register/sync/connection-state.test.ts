import { describe, expect, it } from "vitest";
import type { ConnectionView } from "../../../contract/reader-views.ts";
import {
  chooseReader,
  nextConnection,
  offline,
  type Connection,
} from "../../../register/sync/connection-state.ts";

const reader = (readerId: string, status: "online" | "offline" = "online") => ({
  readerId,
  label: `Counter ${readerId}`,
  deviceType: "bbpos_wisepos_e",
  status,
  locationId: "tml_1",
});
const main: ConnectionView = {
  name: "main",
  mode: "test",
  currency: "EUR",
  simulatorUrl: "http://127.0.0.1:1/reader",
  readers: [reader("1"), reader("2", "offline")],
};
const online: Connection = nextConnection(offline, {
  kind: "welcomed",
  atMs: 7,
  relayTimeMs: 100,
  connections: [main],
});
const choose = (connection: Connection, readerId: string | null, name = "main") =>
  chooseReader(connection, { connection: name, readerId });

describe("nextConnection", () => {
  it("is online by a welcome only, and remembers what it knew when the line is lost", () => {
    const connecting = nextConnection(offline, { kind: "opened" });
    expect(connecting.state).toBe("connecting");
    expect(online).toMatchObject({ state: "online", lastGoodMs: 7, aheadMs: 93 });
    const heard = nextConnection(online, { kind: "heard", atMs: 9 });
    expect(nextConnection(heard, { kind: "closed" })).toEqual({
      ...online,
      state: "offline",
      lastGoodMs: 9,
    });
  });
});

describe("chooseReader", () => {
  it("takes the reader it was set to and no other; set to none, the connection's first", () => {
    expect(choose(online, "2")?.readerId).toBe("2");
    expect(choose(online, "gone")).toBeNull();
    expect(choose(online, null)?.label).toBe("Counter 1");
    expect(choose(online, "1", "other")).toBeNull();
    expect(choose(offline, "1")).toBeNull();
    const unlisted = { ...online, connections: [{ ...main, readers: [] }] };
    expect(choose(unlisted, "1")).toMatchObject({ readerId: "1", label: "1" });
    expect(choose(unlisted, null)).toBeNull();
  });
});
