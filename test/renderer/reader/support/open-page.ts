import type { ErrorResponse, StripeTerminal, Terminal, TerminalProps } from "@stripe/terminal-js";
import { PaymentId } from "../../../../contract/ids.ts";
import type { FromReaderWindow, ToReaderWindow } from "../../../../contract/reader-window.ts";
import { createReaderPage } from "../../../../renderer/reader/reader-page.ts";

export const paymentId = PaymentId.parse("pay_1");
export const connect: ToReaderWindow = {
  ...{ type: "connect", connection: "main", simulatorUrl: null },
  ...{ locationId: "tml_1", readerId: "tmr_1" },
};
export const collect: ToReaderWindow = {
  ...{ type: "collect", paymentId, tryNumber: 1, clientSecret: "pi_1_secret" },
};

type Answers = Partial<Record<keyof Terminal, (...input: never[]) => unknown>>;

export const intent = { paymentIntent: { id: "pi_1", status: "requires_payment_method" } };
export const errorOf = (code: string, status?: string): ErrorResponse => ({
  error: {
    ...{ code, message: code },
    ...(status === undefined ? {} : { payment_intent: { status } as never }),
  },
});

const used: readonly (keyof Terminal)[] = [
  ...(["getConnectionStatus", "discoverReaders", "connectReader", "disconnectReader"] as const),
  ...(["setReaderDisplay", "clearReaderDisplay", "collectPaymentMethod"] as const),
  ...(["cancelCollectPaymentMethod", "processPayment"] as const),
  ...(["collectRefundPaymentMethod", "cancelCollectRefundPaymentMethod"] as const),
  ...(["processRefund", "cancelProcessRefund"] as const),
];

/** The page over an SDK that answers what a test says; time passes only when a test lets it. */
export function openPage(
  answers: Answers = {},
  loads: () => boolean | Promise<boolean> = () => true,
) {
  const said: FromReaderWindow[] = [];
  const called: string[] = [];
  const timers: { delayMs: number; act: () => void }[] = [];
  let hear: (message: ToReaderWindow) => void = () => undefined;
  let props: TerminalProps | undefined;
  let status = "not_connected";
  let reloads = 0;
  const usual: Answers = {
    getConnectionStatus: () => status,
    discoverReaders: () => ({ discoveredReaders: [{ id: "tmr_1", label: "Counter" }] }),
    connectReader: () => {
      status = "connected";
      return { reader: {} };
    },
    collectPaymentMethod: () => intent,
    processPayment: () => intent,
  };
  const call =
    (name: keyof Terminal) =>
    (...input: never[]) => {
      if (name !== "getConnectionStatus") called.push(name);
      const answer = (answers[name] ?? usual[name])?.(...input) ?? {};
      return name === "getConnectionStatus" ? answer : Promise.resolve(answer);
    };
  const terminal = Object.fromEntries(used.map((name) => [name, call(name)]));
  const sdk = {
    create: (given: TerminalProps) => {
      props = given;
      return terminal;
    },
  } as unknown as StripeTerminal;
  createReaderPage({
    door: { send: (message) => said.push(message), onMessage: (listener) => (hear = listener) },
    loadSdk: async () => {
      if (await loads()) return sdk;
      throw new Error("no internet");
    },
    after: (delayMs, act) => {
      const timer = { delayMs, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    reload: () => (reloads += 1),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ said, called, timers, reloads: () => reloads },
    props: () => props,
    lose: () => (status = "not_connected"),
    hear: async (...messages: ToReaderWindow[]) => {
      for (const message of messages) {
        hear(message);
        await settle();
      }
    },
    /** Runs what waits for so long. */
    pass: async (delayMs: number) => {
      const due = timers.filter((timer) => timer.delayMs === delayMs);
      due.forEach(({ act }) => act());
      await settle();
    },
    states: () => said.flatMap((each) => (each.type === "connection-state" ? [each.state] : [])),
    finished: () => said.filter((each) => each.type === "reader-finished"),
  };
}
