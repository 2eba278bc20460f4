import { describe, expect, it } from "vitest";
import { HOLD_FOR_MS } from "../../../contract/reader-views.ts";
import type { FromReaderWindow, ToReaderWindow } from "../../../contract/reader-window.ts";
import type { ToRelay } from "../../../contract/relay-protocol.ts";
import { createReaderWindow } from "../../../register/payments/reader-window.ts";
import type { Connection } from "../../../register/sync/connection-state.ts";
import { createReaderKeeper, type ReaderKeeper } from "../../../register/sync/reader-keeper.ts";
import { silentLog } from "../../support/world.ts";
import { PaymentId } from "../../../contract/ids.ts";

const readerOf = (readerId: string) => ({
  ...{ readerId, label: readerId, deviceType: "stripe_s700", locationId: "tml_1" },
  status: "online" as const,
});
const online: Connection = {
  ...{ state: "online", lastGoodMs: 0, aheadMs: 0 },
  connections: [
    {
      ...{ name: "main", mode: "test", currency: "EUR", simulatorUrl: null },
      readers: [readerOf("tmr_1"), readerOf("tmr_2")],
    },
  ],
};

/** The keeper and its window, with a relay and a page that a test speaks for. */
function openKeeper() {
  let nowMs = 1_000_000;
  let isOnline = true;
  let chosen = "tmr_1";
  const sent: ToRelay[] = [];
  const told: ToReaderWindow[] = [];
  const now = () => nowMs;
  const late: { keeper: ReaderKeeper | null } = { keeper: null };
  const window = createReaderWindow(
    { log: silentLog, now },
    {
      ...{
        heard: () => undefined,
        lost: () => undefined,
        lostRefund: () => undefined,
        changed: () => undefined,
      },
      opened: () => late.keeper?.windowOpened(),
    },
  );
  const keeper = createReaderKeeper({
    ...{ window, now, isPaying: () => false, changed: () => undefined },
    settings: { get: () => ({ way: "direct", readerId: null }), save: () => undefined },
    line: {
      connection: () => "main",
      isOnline: () => isOnline,
      send: (message) => isOnline && sent.push(message) > 0,
      reader: () => ({ connection: "main", readerId: chosen, label: chosen }),
      relayNowMs: now,
    },
    connection: () => online,
  });
  late.keeper = keeper;
  const link = window.open((message) => told.push(message));
  const say = (message: FromReaderWindow) => link.receive(message);
  const asked = () => sent.flatMap((each) => (each.type === "hold-reader" ? [each.id] : []));
  return {
    ...{ keeper, window, say, asked, told },
    connected: () => {
      const connection = { state: "connected", readerId: chosen, problem: null } as const;
      say({ type: "connection-state", ...connection });
    },
    accept: (id: string | undefined) => keeper.answered({ type: "accepted", id: id ?? "" }),
    refuse: (id: string | undefined) =>
      keeper.refused({ type: "refused", id: id ?? "", refusal: "lease-held", detail: "Till 2" }),
    choose: (readerId: string) => {
      chosen = readerId;
      keeper.turn();
    },
    setOnline: (value: boolean) => (isOnline = value),
    pass: (ms: number) => {
      nowMs += ms;
      keeper.tick();
    },
    targets: () =>
      told.flatMap((each) =>
        each.type === "connect" ? [each.readerId] : each.type === "disconnect" ? [null] : [],
      ),
  };
}

function openHeld() {
  const till = openKeeper();
  till.say({ type: "opened", paymentId: null, refundId: null });
  till.keeper.online();
  till.accept(till.asked().at(-1));
  till.connected();
  return till;
}

describe("the keeper of a reader", () => {
  it("has the window connect once the reader is held, and not before", () => {
    const till = openKeeper();
    till.say({ type: "opened", paymentId: null, refundId: null });
    till.keeper.online();
    expect(till.targets()).toEqual([]);
    till.accept(till.asked().at(-1));
    expect(till.targets()).toEqual(["tmr_1"]);
  });

  it("lets the reader go when the relay was not heard for as long as a hold lasts", () => {
    const till = openHeld();
    till.setOnline(false);
    till.pass(HOLD_FOR_MS - 1);
    expect(till.keeper.isReady()).toBe(true);
    till.pass(1);
    expect(till.keeper.isReady()).toBe(false);
    expect(till.targets()).toEqual(["tmr_1", null]);
  });

  it("leaves a payment that is on the reader where it is: its lease does not run out", () => {
    const till = openHeld();
    const paymentId = PaymentId.parse("pay_1");
    till.window.collect({ paymentId, tryNumber: 1, clientSecret: "pi_1_secret" });
    till.setOnline(false);
    till.pass(HOLD_FOR_MS);
    expect(till.targets()).toEqual(["tmr_1"]);
    till.say({ type: "reader-finished", paymentId, tryNumber: 1, hint: "unknown", code: null });
    till.pass(1_000);
    expect(till.targets()).toEqual(["tmr_1", null]);
  });

  it("renews its hold before that, and keeps the reader", () => {
    const till = openHeld();
    for (let renewals = 0; renewals < 5; renewals += 1) {
      till.pass(HOLD_FOR_MS / 3);
      till.accept(till.asked().at(-1));
    }
    expect(till.targets()).toEqual(["tmr_1"]);
  });

  it("hears the answer about the reader that is chosen now, not a late one about another", () => {
    const till = openKeeper();
    till.say({ type: "opened", paymentId: null, refundId: null });
    till.keeper.online();
    const first = till.asked().at(-1);
    till.choose("tmr_2");
    till.accept(first);
    expect(till.targets()).not.toContain("tmr_2");
    till.accept(till.asked().at(-1));
    expect(till.targets().at(-1)).toBe("tmr_2");
    till.refuse(first);
    expect(till.targets().at(-1)).toBe("tmr_2");
  });

  it("takes a page that outlived its register off a reader that another till has by now", () => {
    const till = openKeeper();
    till.say({ type: "opened", paymentId: null, refundId: null });
    till.connected();
    till.keeper.online();
    expect(till.targets()).toEqual([]);
    till.refuse(till.asked().at(-1));
    expect(till.targets()).toEqual([null]);
  });
});
