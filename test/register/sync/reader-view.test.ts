import { describe, expect, it } from "vitest";
import type { ConnectionView } from "../../../contract/reader-views.ts";
import { chooseReader, nextConnection, offline } from "../../../register/sync/connection-state.ts";
import { readersView, readerStatus, type ReaderFacts } from "../../../register/sync/reader-view.ts";

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
const online = nextConnection(offline, {
  ...{ kind: "welcomed", atMs: 7, relayTimeMs: 100 },
  connections: [main],
});

const quiet: ReaderFacts["window"] = {
  isOpen: true,
  connection: { state: "not-connected", readerId: null, problem: null },
  found: null,
};
const connectedTo = (readerId: string): ReaderFacts["window"] => ({
  ...quiet,
  connection: { state: "connected", readerId, problem: null },
});

function facts(changes: Partial<ReaderFacts> = {}, readerId = "1"): ReaderFacts {
  const { connection = online } = changes;
  return {
    way: "relay",
    connection,
    choice: chooseReader(connection, { connection: "main", readerId }),
    window: quiet,
    ...{ isHeld: false, heldBy: null, isPaying: false, listed: null, isLooking: false },
    ...changes,
  };
}

describe("readerStatus", () => {
  it("says what is known of a reader behind the relay, and nothing better", () => {
    const stateOf = (changes: Partial<ReaderFacts>, readerId?: string) =>
      readerStatus(facts(changes, readerId)).state;
    expect(stateOf({})).toBe("ready");
    expect(stateOf({ isPaying: true })).toBe("in-use");
    expect(stateOf({}, "2")).toBe("offline");
    expect(stateOf({ connection: nextConnection(online, { kind: "closed" }) })).toBe("unknown");
    expect(stateOf({ connection: offline })).toBe("none");
  });

  it("calls a reader that this register drives ready only while it holds it and is connected", () => {
    const direct = (changes: Partial<ReaderFacts>) =>
      readerStatus(facts({ way: "direct", isHeld: true, window: connectedTo("1"), ...changes }));
    expect(direct({})).toMatchObject({ state: "ready", trouble: null });
    expect(direct({ isHeld: false, heldBy: "Till 1" })).toMatchObject({
      ...{ state: "not-connected", trouble: "lease-held" },
    });
    expect(direct({ window: connectedTo("2") }).state).toBe("not-connected");
    expect(direct({ window: { ...quiet, isOpen: false } }).trouble).toBe("no-window");
    const failed = { state: "not-connected", readerId: null, problem: "in-use" } as const;
    expect(direct({ window: { ...quiet, connection: failed } }).trouble).toBe("in-use");
  });
});

describe("readersView", () => {
  it("prefers the list that was asked for, and says who has a reader", () => {
    const listed = [{ ...reader("2"), heldBy: "Till 1" }];
    expect(readersView(facts({})).readers.map(({ readerId }) => readerId)).toEqual(["1", "2"]);
    expect(readersView(facts({ listed })).readers).toMatchObject([
      { readerId: "2", heldBy: "Till 1", isFound: null, isConnected: false },
    ]);
  });

  it("says which readers the window found, once it has looked", () => {
    const { heldBy, locationId, ...found } = { ...reader("1"), heldBy: null };
    expect([heldBy, locationId]).toEqual([null, "tml_1"]);
    const view = readersView(facts({ window: { ...quiet, found: [found] } }));
    expect(view.readers.map(({ isFound }) => isFound)).toEqual([true, false]);
  });
});
