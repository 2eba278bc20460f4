import type { StripeTerminal } from "@stripe/terminal-js";
import { createSandboxLine } from "./sandbox-line.ts";
import { simulatedConnection } from "./simulated-connection.ts";
import { simulatedPayment } from "./simulated-payment.ts";
import type { Simulated, SimulatedProps, SimulatedTerminal } from "./simulated-state.ts";
import { unbuilt } from "./unbuilt.ts";

type Options = Readonly<{ origin: string; fetch: typeof fetch }>;

const statuses = {
  ConnectionStatus: {
    CONNECTING: "connecting",
    CONNECTED: "connected",
    NOT_CONNECTED: "not_connected",
  },
  PaymentStatus: {
    NOT_READY: "not_ready",
    READY: "ready",
    WAITING_FOR_INPUT: "waiting_for_input",
    PROCESSING: "processing",
  },
  OutputLogLevel: { NONE: "none", VERBOSE: "verbose" },
} as const;

/**
 * What stands in for Stripe's program where the connection is the sandbox: the same surface, held
 * against the package's own types, over HTTP to the sandbox's readers.
 */
export function createSimulatedSdk(options: Options): StripeTerminal {
  const sdk = { create: (props: SimulatedProps) => createTerminal(options, props), ...statuses };
  // The package types its three enums as a value of theirs; at run time they are these objects.
  return sdk as unknown as StripeTerminal;
}

function createTerminal(options: Options, props: SimulatedProps) {
  const state: Simulated = { props, connection: "not_connected", payment: "not_ready" };
  const line = createSandboxLine(options, props.onFetchConnectionToken);
  const connection = simulatedConnection(state, line);
  return {
    getConnectionStatus: () => state.connection,
    getPaymentStatus: () => state.payment,
    ...connection.methods,
    ...simulatedPayment(line, connection.session),
    ...unbuilt,
  } satisfies SimulatedTerminal;
}
