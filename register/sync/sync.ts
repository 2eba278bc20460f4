import {
  FromRelay,
  PROTOCOL_VERSION,
  type Mail,
  type ToRelay,
} from "../../contract/relay-protocol.ts";
import type { RegisterId } from "../../contract/ids.ts";
import { isCopyAnswer, type CopyAnswer } from "../../contract/ledger-copy-protocol.ts";
import { isHoldAnswer, type HoldAnswer } from "../../contract/hold-protocol.ts";
import { isRefundAnswer, type RefundAnswer } from "../../contract/refund-protocol.ts";
import {
  isReservationAnswer,
  type ReservationAnswer,
} from "../../contract/reservation-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock, Logger } from "../ports.ts";
import {
  nextConnection,
  offline,
  type Connection,
  type ConnectionFact,
} from "./connection-state.ts";
import { openMailReceiver } from "./mail-receiver.ts";
import { createReconnectingSocket } from "./reconnecting-socket.ts";
import type { OpenSocket } from "./relay-socket.ts";

export type Hint = Extract<FromRelay, { type: "payment-hint" }>;
export type Refused = Extract<FromRelay, { type: "refused" }>;

export type Answered = Extract<
  FromRelay,
  { type: "accepted" | "client-secret" | "connection-token" | "readers" }
>;

/** What the register does with what comes over the line. */
export type RelayListener = Readonly<{
  /** Runs inside the mail's transaction; the answer is called after the commit. */
  apply: (body: Mail["body"]) => () => void;
  online: () => void;
  offline: () => void;
  hint: (hint: Hint) => void;
  refused: (refused: Refused) => void;
  statusChanged: () => void;
  /** An answer, by the id of its request; a refusal is told to `refused`. */
  answered: (answer: Answered) => void;
  /** The page of a payment by link is there. */
  payLink: (made: Extract<FromRelay, { type: "pay-link" }>) => void;
  /** The relay's answers about the copy of the book. */
  copies: (answer: CopyAnswer) => void;
  /** The relay's answers about store credit. */
  reserved: (answer: ReservationAnswer) => void;
  /** The relay's answers about sales that are given back. */
  refunds: (answer: RefundAnswer) => void;
  /** The relay's answers about what lost registers hold. */
  holds: (answer: HoldAnswer) => void;
}>;

type Deps = Readonly<{
  db: Database;
  outbox: Outbox;
  registerId: RegisterId;
  openSocket: OpenSocket;
  now: Clock;
  log: Logger;
}>;

export type Sync = ReturnType<typeof createSync>;

/** The line to the relay: outbox out, mail in, acks after commits; it reconnects by itself. */
export function createSync(deps: Deps, listener: RelayListener) {
  const { registerId, outbox, now, log } = deps;
  const receiver = openMailReceiver(deps.db);
  let connection: Connection = offline;

  function become(fact: ConnectionFact): void {
    const before = connection.state;
    connection = nextConnection(connection, fact);
    if (connection.state !== before) listener.statusChanged();
  }

  const socket = createReconnectingSocket(deps, {
    open() {
      become({ kind: "opened" });
      send({ type: "hello", protocol: PROTOCOL_VERSION, registerId, cursor: receiver.cursor() });
    },
    message(text) {
      const frame = parseFrame(log, text);
      if (frame !== null) become({ kind: "heard", atMs: now() });
      if (frame === null || !isKept(log, frame, handle)) socket.distrust();
    },
    close() {
      const wasOnline = connection.state === "online";
      become({ kind: "closed" });
      if (wasOnline) listener.offline();
    },
  });
  const send = (message: ToRelay): boolean => socket.send(JSON.stringify(message));

  /** Everything that the relay has not confirmed, oldest first; it stores each once. */
  function flush(): void {
    if (connection.state === "online") outbox.unsent().forEach(send);
  }

  /** False where the line must be opened anew. */
  function handle(frame: FromRelay): boolean {
    if (frame.type === "welcome") {
      socket.trust();
      become(welcomed(frame, now()));
      listener.online();
      flush();
    } else if (frame.type === "mail") {
      if (receiver.receive(frame, listener.apply) === "gap") return false;
      send({ type: "ack", seq: frame.seq });
      flush();
    } else if (isOfBooks(frame)) tellOfBooks(listener, frame);
    else if (frame.type === "pay-link") listener.payLink(frame);
    else {
      if (frame.type === "readers") become(listed(frame));
      tell(deps, listener, frame);
    }
    return true;
  }

  const sendOnline = (message: ToRelay) => connection.state === "online" && send(message);
  const { start, stop } = socket;
  return { connection: () => connection, send: sendOnline, flush, start, stop };
}

type Frame<Type extends FromRelay["type"]> = Extract<FromRelay, { type: Type }>;

function welcomed({ relayTimeMs, connections }: Frame<"welcome">, atMs: number): ConnectionFact {
  return { kind: "welcomed", atMs, relayTimeMs, connections };
}

function listed({ connection, readers }: Frame<"readers">): ConnectionFact {
  return { kind: "listed", name: connection, readers };
}

/** What cannot be kept is not acked: it comes again on the next line, and cash sells meanwhile. */
function isKept(log: Logger, frame: FromRelay, handle: (frame: FromRelay) => boolean): boolean {
  try {
    return handle(frame);
  } catch (error) {
    log.error("a frame could not be kept", { type: frame.type, error: String(error) });
    return false;
  }
}

type OfBooks = CopyAnswer | ReservationAnswer | RefundAnswer | HoldAnswer;

/** What the relay answers about books, and about what is held of them. */
function isOfBooks(frame: FromRelay): frame is OfBooks {
  const isOfOne = isCopyAnswer(frame) || isReservationAnswer(frame);
  return isOfOne || isRefundAnswer(frame) || isHoldAnswer(frame);
}

function tellOfBooks(listener: RelayListener, frame: OfBooks): void {
  if (isCopyAnswer(frame)) listener.copies(frame);
  else if (isReservationAnswer(frame)) listener.reserved(frame);
  else if (isRefundAnswer(frame)) listener.refunds(frame);
  else listener.holds(frame);
}

type Told = Exclude<FromRelay, { type: "welcome" | "mail" | "pay-link" | OfBooks["type"] }>;

/** Answers and hints: what needs no cursor and no reply. */
function tell({ outbox, log }: Deps, listener: RelayListener, frame: Told): void {
  switch (frame.type) {
    case "accepted":
      if (outbox.accepted(frame.id)) listener.statusChanged();
      listener.answered(frame);
      break;
    case "client-secret":
    case "connection-token":
    case "readers":
      listener.answered(frame);
      break;
    case "refused":
      if (outbox.refused(frame.id, frame.refusal)) listener.statusChanged();
      listener.refused(frame);
      break;
    case "payment-hint":
      listener.hint(frame);
      break;
    case "goodbye":
      log.error("the relay refuses this register", { code: frame.code, detail: frame.detail });
      break;
  }
}

function parseFrame(log: Logger, text: string): FromRelay | null {
  try {
    return FromRelay.parse(JSON.parse(text));
  } catch {
    // Not JSON or not of the protocol: the caller hangs up. It may carry a secret, so no word of
    // it is logged.
    log.error("a frame is not understood", { length: text.length });
    return null;
  }
}
