import type { PaymentId } from "../../contract/ids.ts";
import {
  FromRelay,
  ToRelay,
  type Mail,
  type PaymentReading,
} from "../../contract/relay-protocol.ts";
import type { OpenSocket, RelaySocketEvents } from "../../register/sync/relay-socket.ts";

type Sent<Type extends ToRelay["type"]> = Extract<ToRelay, { type: Type }>;

/**
 * A relay at the other end of the wire, played by a test: real frames, parsed by the protocol's
 * schemas both ways, without a network. Mail is numbered and kept as the real one does.
 */
export function createFakeRelay() {
  const heard: ToRelay[] = [];
  let events: RelaySocketEvents | null = null;
  let mailSeq = 0;
  let onHear: (message: ToRelay) => void = () => undefined;

  const openSocket: OpenSocket = (opened) => {
    events = opened;
    // A real socket opens later, too: the register is composed by then.
    queueMicrotask(() => {
      if (events === opened) opened.open();
    });
    return {
      send(text) {
        if (events !== opened) return false;
        const message = ToRelay.parse(JSON.parse(text));
        heard.push(message);
        onHear(message);
        return true;
      },
      close: () => drop("closed by the register"),
    };
  };
  const say = (frame: FromRelay) => events?.message(JSON.stringify(FromRelay.parse(frame)));

  function drop(reason = "line lost"): void {
    const lost = events;
    events = null;
    lost?.close(reason);
  }

  return {
    openSocket,
    heard,
    say,
    drop,
    isConnected: () => events !== null,
    onHear: (listener: (message: ToRelay) => void) => (onHear = listener),
    all: <Type extends ToRelay["type"]>(type: Type): Sent<Type>[] =>
      heard.filter((message): message is Sent<Type> => message.type === type),
    welcome(): void {
      const reader = {
        readerId: "tmr_1",
        label: "Counter 1",
        deviceType: "simulated",
        status: "online",
        locationId: "tml_1",
      } as const;
      const main = {
        name: "main",
        mode: "test",
        currency: "EUR",
        simulatorUrl: null,
        readers: [reader],
      } as const;
      say({
        type: "welcome",
        protocol: 1,
        relayTimeMs: 0,
        connections: [{ ...main, readers: [reader] }],
      });
    },
    mail(body: Mail["body"], seq = (mailSeq += 1)): void {
      say({ type: "mail", seq, body });
    },
    read(reading: PaymentReading): void {
      this.mail({ kind: "payment-reading", reading });
    },
    hint: (paymentId: PaymentId, hint: "on-reader" | "card-in-process") =>
      say({ type: "payment-hint", paymentId, hint, atMs: 1_800_000_000_000 }),
  };
}

export type FakeRelay = ReturnType<typeof createFakeRelay>;
