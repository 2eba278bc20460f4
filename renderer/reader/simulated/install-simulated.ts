import { createSimulatedSdk } from "./simulated-sdk.ts";

/** Before the loader looks: it takes the SDK that it finds, and fetches none. */
export function installSimulated(origin: string): void {
  window.StripeTerminal ??= createSimulatedSdk({ origin, fetch: window.fetch.bind(window) });
}
