import { once } from "node:events";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { CopyRequest } from "../../../contract/ledger-copy-protocol.ts";
import type { ReservationRequest } from "../../../contract/reservation-protocol.ts";
import {
  FromRelay,
  PROTOCOL_VERSION,
  type PaymentReading,
  type RefundReading,
  type ToRelay,
} from "../../../contract/relay-protocol.ts";

type Answer = Extract<FromRelay, { type: "accepted" | "pay-link" | "refused" }>;
type Request = Exclude<
  ToRelay,
  { type: "hello" | "ack" | CopyRequest["type"] | ReservationRequest["type"] }
>;
export type AskedRequest = Request extends infer R
  ? R extends Request
    ? Omit<R, "id">
    : never
  : never;

export type TillOptions = Readonly<{
  tillUrl: string;
  caPem: string;
  token: string;
  registerId: string;
  cursor?: number;
  /** Acks each mail as it comes, as a register does after its commit. */
  acks?: boolean;
}>;

export type TillClient = Awaited<ReturnType<typeof openTill>>;

/** A register's side of the protocol and nothing more: every frame is parsed by the contract. */
export async function openTill(options: TillOptions) {
  const { registerId, cursor = 0, acks = true } = options;
  const socket = connect(options);
  const heard: FromRelay[] = [];
  let wake: () => void = () => undefined;
  let requests = 0;
  socket.on("message", (data: Buffer) => {
    const message = FromRelay.parse(JSON.parse(data.toString("utf8")));
    heard.push(message);
    if (message.type === "mail" && acks) say({ type: "ack", seq: message.seq });
    wake();
  });
  const closed = once(socket, "close").then(([code]) => {
    wake();
    return code as number;
  });
  await once(socket, "open");

  function say(message: ToRelay): void {
    socket.send(JSON.stringify(message));
  }

  /** The first message heard since the start that fits; waits for it. */
  async function hear<Found>(find: (message: FromRelay) => Found | undefined): Promise<Found> {
    for (;;) {
      for (const message of heard) {
        const found = find(message);
        if (found !== undefined) return found;
      }
      if (socket.readyState >= WebSocket.CLOSING) throw new Error("the relay closed the socket");
      await new Promise<void>((resolve) => (wake = chained(wake, resolve)));
    }
  }

  async function ask(request: AskedRequest): Promise<Answer> {
    requests += 1;
    const id = `${registerId}-${requests}`;
    say({ ...request, id });
    return hear((message) => (isAnswer(message) && message.id === id ? message : undefined));
  }

  function reading(fits: (reading: PaymentReading) => boolean): Promise<PaymentReading> {
    return hear((message) => {
      if (message.type !== "mail" || message.body.kind !== "payment-reading") return undefined;
      return fits(message.body.reading) ? message.body.reading : undefined;
    });
  }

  function refundReading(fits: (reading: RefundReading) => boolean): Promise<RefundReading> {
    return hear((message) => {
      if (message.type !== "mail" || message.body.kind !== "refund-reading") return undefined;
      return fits(message.body.reading) ? message.body.reading : undefined;
    });
  }

  say({ type: "hello", protocol: PROTOCOL_VERSION, registerId, cursor } as ToRelay);
  return {
    heard,
    say,
    sayRaw: (text: string | Buffer) => socket.send(text),
    hear,
    ask,
    reading,
    refundReading,
    status: (status: string) => reading(({ intent }) => intent?.status === status),
    mails: () => heard.filter((message) => message.type === "mail"),
    closed,
    close: () => {
      socket.close();
      return closed;
    },
  };
}

export function connect({ tillUrl, caPem, token }: TillOptions): WebSocket {
  const url = `${tillUrl.replace(/^http/, "ws")}/till`;
  const socket = new WebSocket(url, { ca: caPem, headers: { authorization: `Bearer ${token}` } });
  onTestFinished(() => socket.terminate());
  return socket;
}

function chained(first: () => void, second: () => void): () => void {
  return () => {
    first();
    second();
  };
}

function isAnswer(message: FromRelay): message is Answer {
  return ["accepted", "pay-link", "refused"].includes(message.type);
}
