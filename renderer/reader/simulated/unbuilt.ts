import type { ErrorResponse, Terminal } from "@stripe/terminal-js";

type Built =
  | "getConnectionStatus"
  | "getPaymentStatus"
  | "discoverReaders"
  | "connectReader"
  | "disconnectReader"
  | "getConnectedReader"
  | "clearCachedCredentials"
  | "setReaderDisplay"
  | "clearReaderDisplay"
  | "collectPaymentMethod"
  | "cancelCollectPaymentMethod"
  | "processPayment"
  | "cancelProcessPayment"
  | "collectRefundPaymentMethod"
  | "cancelCollectRefundPaymentMethod"
  | "processRefund"
  | "cancelProcessRefund";

/** Said plainly, so that nobody mistakes it for Stripe's no. */
const notBuilt = (): Promise<ErrorResponse> =>
  Promise.resolve({
    error: { code: "sandbox_not_built", message: "The simulated SDK does not do this." },
  });

/** What the till does not use of the SDK, each under its own name. */
export const unbuilt: Omit<Terminal, Built> = {
  collectInputs: notBuilt,
  cancelCollectInputs: notBuilt,
  readReusableCard: notBuilt,
  cancelReadReusableCard: notBuilt,
  collectSetupIntentPaymentMethod: notBuilt,
  cancelCollectSetupIntentPaymentMethod: notBuilt,
  confirmSetupIntent: notBuilt,
  cancelConfirmSetupIntent: notBuilt,
  setReaderSettings: notBuilt,
  getReaderSettings: notBuilt,
  print: notBuilt,
  setSimulatorConfiguration: () => undefined,
  getSimulatorConfiguration: () => ({}),
  overrideBaseURL: () => undefined,
};
