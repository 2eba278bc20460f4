import type { RegisterId } from "../../contract/ids.ts";
import type { CopyRequest } from "../../contract/ledger-copy-protocol.ts";
import type { RefundRequest } from "../../contract/refund-protocol.ts";
import type { ReservationRequest } from "../../contract/reservation-protocol.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import type { Instructions } from "./instructions.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { cancelPayment, readPayment, resolvePayment } from "./resolve-payment.ts";
import { retryPayment } from "./retry-payment.ts";
import { startPayment } from "./start-payment.ts";

/** What a register asks for and is answered; the rest is the socket's own, or about its book. */
export type Request = Exclude<
  ToRelay,
  {
    type:
      "hello" | "ack" | CopyRequest["type"] | ReservationRequest["type"] | RefundRequest["type"];
  }
>;
export type Commands = (registerId: RegisterId, request: Request) => Promise<Outcome>;

export function createCommands(deps: PaymentDeps, instructions: Instructions): Commands {
  return (registerId, request) => {
    const inLane = (work: () => Promise<Outcome>) => deps.lanes.run(request.paymentId, work);
    switch (request.type) {
      case "start-card-payment":
        return inLane(() => startPayment(deps, registerId, request));
      case "retry-card-payment":
        return inLane(() => retryPayment(deps, registerId, request));
      case "resolve-payment":
        return resolvePayment(deps, registerId, request);
      case "cancel-payment":
        return cancelPayment(deps, registerId, request);
      case "read-payment":
        return readPayment(deps, registerId, request);
      case "capture-payment":
      case "refund-payment":
        return instructions.store(registerId, request);
    }
  };
}
