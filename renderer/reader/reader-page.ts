import type { ToReaderWindow } from "../../contract/reader-window.ts";
import { cancelPayment, collectPayment } from "./collect-payment.ts";
import { cancelRefund, collectRefund } from "./collect-refund.ts";
import { keepConnected, letReaderGo, lookForReaders } from "./connect-reader.ts";
import { newReaderState, type Reader, type ReaderPageDeps } from "./reader-parts.ts";
import { showCart } from "./show-cart.ts";

/**
 * Drives one reader for its register, over the door alone. It knows no DOM: the SDK is handed in.
 * What it says of a payment is a hint; what became of the money is read at Stripe.
 */
export function createReaderPage(deps: ReaderPageDeps): void {
  const reader: Reader = { ...deps, state: newReaderState() };
  deps.door.onMessage((message) => {
    hear(reader, message);
  });
}

type Hearing = {
  readonly [Type in ToReaderWindow["type"]]: (
    reader: Reader,
    message: Extract<ToReaderWindow, { type: Type }>,
  ) => void;
};

const hearing: Hearing = {
  hello({ door, state }) {
    const { attempt, refund, refundEnd } = state;
    const [paymentId, refundId] = [attempt?.paymentId ?? null, refund?.refundId ?? null];
    door.send({ type: "opened", paymentId, refundId });
    if (refundEnd !== null) door.send(refundEnd);
    door.send({ type: "connection-state", ...state.connection });
  },
  connect(reader, message) {
    reader.state.target = message;
    void keepConnected(reader);
  },
  disconnect(reader) {
    const { attempt, refund } = reader.state;
    if (attempt !== null) cancelPayment(reader, attempt.paymentId);
    if (refund !== null) cancelRefund(reader, refund.refundId);
    void letReaderGo(reader);
  },
  discover: (reader) => void lookForReaders(reader),
  "connection-token": ({ state }, { id, secret }) => state.tokens.get(id)?.(secret),
  cart: (reader, { cart }) => {
    showCart(reader, cart);
  },
  collect: (reader, message) => void collectPayment(reader, message),
  "collect-refund": (reader, message) => void collectRefund(reader, message),
  "cancel-refund": (reader, { refundId }) => {
    cancelRefund(reader, refundId);
  },
  cancel: (reader, { paymentId }) => {
    cancelPayment(reader, paymentId);
  },
};

function hear(reader: Reader, message: ToReaderWindow): void {
  const handle = hearing[message.type] as (reader: Reader, message: ToReaderWindow) => void;
  handle(reader, message);
}
