import type { WebSocket } from "ws";
import type { RegisterId } from "../../contract/ids.ts";
import type { ConnectionView } from "../../contract/reader-views.ts";
import { isCopyRequest, type CopyRequest } from "../../contract/ledger-copy-protocol.ts";
import { isHoldRequest, type HoldRequest } from "../../contract/hold-protocol.ts";
import { isRefundRequest, type RefundRequest } from "../../contract/refund-protocol.ts";
import { PROTOCOL_VERSION, type FromRelay, type ToRelay } from "../../contract/relay-protocol.ts";
import {
  isReservationRequest,
  type ReservationRequest,
} from "../../contract/reservation-protocol.ts";
import type { LedgerCopies } from "../ledger-copies/ledger-copies.ts";
import type { Commands, Request } from "../payments/payment-commands.ts";
import type { Clock, Logger, Trace } from "../ports.ts";
import type { Reservations } from "../reservations/reservations.ts";
import type { Storage } from "../storage/storage.ts";
import { refuseHello, type Hello } from "./greet.ts";
import { createMailPump, type MailPump } from "./mail-pump.ts";
import { badMessage, openWire, parseFrame, type Goodbye } from "./wire.ts";

export type SessionDeps = Readonly<{
  storage: Storage;
  commands: Commands;
  copies: LedgerCopies;
  reservations: Reservations;
  connectionViews: () => Promise<ConnectionView[]>;
  now: Clock;
  log: Logger;
  trace: Trace;
}>;

export type TillSession = Readonly<{
  send: (message: FromRelay) => void;
  leave: (goodbye: Goodbye) => void;
  /** There may be new mail. */
  pump: () => void;
}>;

type Opened = Readonly<{
  socket: WebSocket;
  /** Whose token opened it. */
  registerId: RegisterId;
  /** Said hello properly: from here on it is this register, and no other socket is. */
  onServed: (session: TillSession) => void;
}>;

/** RFC 6455: the server cannot go on. */
const INTERNAL_ERROR = 1011;

/** Serves one register's socket: `hello` first, then requests; mail goes out until it is acked. */
export function serveTill(deps: SessionDeps, { socket, registerId, onServed }: Opened): void {
  const wire = openWire(socket);
  const { send, leave } = wire;
  let isGreeted = false;
  let pump: MailPump | undefined;

  async function greet(hello: Hello): Promise<void> {
    const refused = await refuseHello(deps, registerId, hello);
    if (refused) {
      leave(refused);
      return;
    }
    isGreeted = true;
    const isRecovering = hello.purpose === "recover";
    const connections = isRecovering ? [] : await deps.connectionViews();
    const ledgerHead = await deps.copies.headFrame(registerId);
    if (!wire.isOpen()) return;
    if (!isRecovering) onServed({ send, leave, pump: () => pump?.wake() });
    send({ type: "welcome", protocol: PROTOCOL_VERSION, relayTimeMs: deps.now(), connections });
    send(ledgerHead);
    if (isRecovering) return;
    pump = createMailPump({ ...deps, registerId, cursor: hello.cursor, send });
    pump.wake();
  }

  async function act(message: ToRelay | undefined): Promise<void> {
    if (!message) leave(badMessage("not a message of this protocol"));
    else if ((message.type === "hello") === isGreeted) leave(badMessage("hello first"));
    else if (message.type === "hello") await greet(message);
    else if (isInOrder(message)) send(await answerInOrder(deps, registerId, message));
    else if (message.type === "ack") await ack(message.seq);
    // Side by side: a cancel must not wait for a reader that does not answer.
    else void safely(() => answer(message));
  }

  async function ack(seq: number): Promise<void> {
    const acked = await pump?.ack(seq);
    if (acked?.ok === false) leave(badMessage(acked.detail ?? "", acked.refusal));
  }

  async function answer(request: Request): Promise<void> {
    send(await answerTo(deps, registerId, request));
  }

  /** What fails here is storage or a bug: without an answer the register asks again. */
  async function safely(work: () => Promise<void>): Promise<void> {
    try {
      if (wire.isOpen()) await work();
    } catch (error) {
      deps.log.error("a request failed", { registerId, error: String(error) });
      leave({ close: INTERNAL_ERROR, code: "storage-failed", detail: "" });
    }
  }

  let last: Promise<void> = Promise.resolve();
  socket.on("message", (data, isBinary) => {
    const message = parseFrame(data as Buffer, isBinary);
    last = last.then(() => safely(() => act(message)));
  });
}

type InOrder = CopyRequest | ReservationRequest | RefundRequest | HoldRequest;

/** What books tell and what is held of it: each sees all that the same register said before it. */
function isInOrder(message: ToRelay): message is InOrder {
  const isOfBooks = isCopyRequest(message) || isReservationRequest(message);
  return isOfBooks || isRefundRequest(message) || isHoldRequest(message);
}

function answerInOrder(
  { copies, reservations }: SessionDeps,
  registerId: RegisterId,
  request: InOrder,
): Promise<FromRelay> {
  if (isCopyRequest(request)) return copies.answer(registerId, request);
  if (isHoldRequest(request)) return reservations.answerHold(registerId, request);
  if (isRefundRequest(request)) return reservations.answerRefund(registerId, request);
  return reservations.answer(registerId, request);
}

async function answerTo(
  { commands, log }: SessionDeps,
  registerId: RegisterId,
  request: Request,
): Promise<FromRelay> {
  const { id, type } = request;
  const outcome = await commands(registerId, request);
  if (outcome.ok)
    return outcome.value === null ? { type: "accepted", id } : { ...outcome.value, id };
  const { refusal, detail = "" } = outcome;
  log.info("refused", { registerId, request: type, refusal, detail });
  return { type: "refused", id, refusal, detail };
}
