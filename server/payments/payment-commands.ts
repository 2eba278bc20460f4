import type { HoldRequest } from "../../contract/hold-protocol.ts";
import type { RegisterId } from "../../contract/ids.ts";
import type { CopyRequest } from "../../contract/ledger-copy-protocol.ts";
import type { ReaderRefundRequest } from "../../contract/reader-refund-protocol.ts";
import type { RefundRequest } from "../../contract/refund-protocol.ts";
import type { ReservationRequest } from "../../contract/reservation-protocol.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { abandonPayment } from "./abandon-payment.ts";
import { connectionToken, holdReader, listReaders, releaseReaders } from "./hold-reader.ts";
import type { Instructions } from "./instructions.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import type { ReaderRefunds } from "./reader-refunds.ts";
import { cancelPayment, readPayment, resolvePayment } from "./resolve-payment.ts";
import { retryPayment } from "./retry-payment.ts";
import { startLink } from "./start-link.ts";
import { startPayment } from "./start-payment.ts";

/** What a register asks for and is answered; the rest is the socket's own, or about its book. */
export type Request = Exclude<
  ToRelay,
  {
    type:
      | "hello"
      | "ack"
      | CopyRequest["type"]
      | ReservationRequest["type"]
      | RefundRequest["type"]
      | HoldRequest["type"];
  }
>;
export type Commands = (registerId: RegisterId, request: Request) => Promise<Outcome>;

type ReaderRequest = Extract<
  Request,
  { type: "hold-reader" | "release-readers" | "connection-token" | "list-readers" }
>;
type PaymentRequest = Exclude<Request, ReaderRequest | ReaderRefundRequest>;

type Parts = Readonly<{ instructions: Instructions; readerRefunds: ReaderRefunds }>;

export function createCommands(
  deps: PaymentDeps,
  { instructions, readerRefunds }: Parts,
): Commands {
  return (registerId, request) => {
    if (request.type === "start-reader-refund") return readerRefunds.start(registerId, request);
    if (request.type === "end-reader-refund") return readerRefunds.end(registerId, request);
    return "paymentId" in request
      ? aboutPayment(deps, instructions, { registerId, request })
      : aboutReader(deps, registerId, request);
  };
}

type Asked = Readonly<{ registerId: RegisterId; request: PaymentRequest }>;

function aboutPayment(
  deps: PaymentDeps,
  instructions: Instructions,
  { registerId, request }: Asked,
): Promise<Outcome> {
  const { lanes } = deps;
  switch (request.type) {
    case "start-card-payment":
      return lanes.run(request.paymentId, () => startPayment(deps, registerId, request));
    case "start-link-payment":
      return lanes.run(request.paymentId, () => startLink(deps, registerId, request));
    case "retry-card-payment":
      return lanes.run(request.paymentId, () => retryPayment(deps, registerId, request));
    case "resolve-payment":
      return resolveOrAbandon(deps, registerId, request);
    case "cancel-payment":
      return cancelPayment(deps, registerId, request);
    case "read-payment":
      return readPayment(deps, registerId, request);
    default:
      return instructions.store(registerId, request);
  }
}

type Resolve = Extract<PaymentRequest, { type: "resolve-payment" }>;

function resolveOrAbandon(deps: PaymentDeps, registerId: RegisterId, request: Resolve) {
  const end = request.isAbandoned === true ? abandonPayment : resolvePayment;
  return end(deps, registerId, request);
}

function aboutReader(
  deps: PaymentDeps,
  registerId: RegisterId,
  request: ReaderRequest,
): Promise<Outcome> {
  switch (request.type) {
    case "hold-reader":
      return holdReader(deps, registerId, request);
    case "release-readers":
      return releaseReaders(deps, registerId);
    case "connection-token":
      return connectionToken(deps, registerId, request);
    case "list-readers":
      return listReaders(deps, registerId, request);
  }
}
