import { describe, expect, it } from "vitest";
import { SessionId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { StatusView } from "../../../contract/payment-views.ts";
import {
  canTakeCards,
  cardWay,
  drawerPart,
  networkPart,
  readerPart,
  relayPart,
  unsentPart,
  untoldPart,
} from "../../../renderer/format/status-words.ts";
import { eur } from "../support/fake-till.ts";

type Changes = Readonly<{
  relay?: Partial<StatusView["relay"]>;
  reader?: Partial<StatusView["reader"]>;
  unsent?: number;
}>;

const NOW_MS = 100_000;

function status({ relay, reader, unsent = 0 }: Changes = {}): StatusView {
  return {
    relay: { state: "online", lastGoodMs: NOW_MS, ...relay },
    reader: {
      ...{ state: "ready", label: "Counter 1", way: "direct", trouble: null, simulatorUrl: null },
      ...reader,
    },
    unsent,
    clockOffMs: 0,
  };
}

describe("relayPart", () => {
  it("is quiet while all is well, and for a till that has none", () => {
    expect(relayPart(status(), NOW_MS)).toMatchObject({ word: "Relay", isWarning: false });
    expect(relayPart(status({ relay: { state: "none" } }), NOW_MS).isWarning).toBe(false);
  });

  it("says for how long the relay has not answered", () => {
    const offline = status({ relay: { state: "offline", lastGoodMs: NOW_MS - 31_000 } });
    expect(relayPart(offline, NOW_MS)).toMatchObject({
      word: "Relay: no answer 31\u00a0s",
      isWarning: true,
    });
    const never = status({ relay: { state: "offline", lastGoodMs: null } });
    expect(relayPart(never, NOW_MS).word).toBe("Relay: no answer");
  });
});

describe("networkPart", () => {
  it("says that this till is on no network, and promises no relay where it is on one", () => {
    expect(networkPart(true)).toMatchObject({ word: "Network", isWarning: false });
    expect(networkPart(true).cause).toContain("Whether the relay answers");
    expect(networkPart(false)).toMatchObject({ word: "No network", isWarning: true });
  });
});

describe("drawerPart", () => {
  const none = money(0, eur);
  const session = {
    ...{ sessionId: SessionId.parse("session_1"), openedAtMs: NOW_MS, openedBy: "Mara" },
    ...{ float: none, startDifference: none, moves: [], counts: [] },
  };

  it("names who opened the drawer", () => {
    const open = drawerPart({ session, isSessionRequired: true });
    expect(open).toMatchObject({ word: "Drawer", unseen: "open", isWarning: false });
    expect(open.cause).toContain("Mara");
  });

  it("warns of a closed drawer, and says where it is opened", () => {
    const closed = drawerPart({ session: null, isSessionRequired: true });
    expect(closed).toMatchObject({ word: "Drawer: closed", isWarning: true });
    expect(closed.advice).toContain("under Drawer");
  });

  it("is quiet at a till that sells without one", () => {
    expect(drawerPart({ session: null, isSessionRequired: false }).isWarning).toBe(false);
  });
});

describe("untoldPart", () => {
  it("calls nothing well that a restarting register cannot speak of", () => {
    expect(untoldPart("relay").word).toBe("Relay: not known");
    expect(untoldPart("reader")).toMatchObject({ word: "Reader: not known", unseen: "" });
  });
});

describe("readerPart", () => {
  it("blames the relay, not the reader, while the relay is away", () => {
    expect(readerPart(status({ reader: { state: "unknown" } }))).toMatchObject({
      isWarning: false,
      advice: "Look at the relay first.",
    });
  });

  it("warns of a reader that Stripe has not heard of, and still lets it be tried", () => {
    const offline = status({ reader: { state: "offline" } });
    expect(readerPart(offline).isWarning).toBe(true);
    expect(canTakeCards(offline)).toBe(true);
  });
});

describe("unsentPart", () => {
  it("warns only where nothing is on its way", () => {
    expect(unsentPart(status({ unsent: 1 })).isWarning).toBe(false);
    const cut = status({ unsent: 4, relay: { state: "offline" } });
    expect(unsentPart(cut)).toMatchObject({ word: "Unsent 4", isWarning: true });
  });
});

describe("cardWay", () => {
  it("says beside Card what works", () => {
    expect(cardWay(status()).word).toBe("Counter 1 ready");
    expect(cardWay(status({ reader: { state: "in-use" } })).word).toBe("Counter 1 in use");
    expect(cardWay(status({ relay: { state: "offline" } })).isWarning).toBe(true);
    expect(cardWay(status({ reader: { state: "none" } })).word).toBe("no reader");
  });
});

describe("canTakeCards", () => {
  it("needs the relay and a reader", () => {
    expect(canTakeCards(status())).toBe(true);
    expect(canTakeCards(status({ relay: { state: "connecting" } }))).toBe(false);
    expect(canTakeCards(status({ reader: { state: "none" } }))).toBe(false);
  });
});
