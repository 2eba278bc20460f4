import type { StripeTerminal } from "@stripe/terminal-js";
import { assert } from "../../contract/assert.ts";

/**
 * terminal-js, whose program comes from js.stripe.com and from nowhere else; `/pure` asks for it at
 * this call and not before, so that a till starts without internet. In the sandbox's world the
 * simulated SDK is installed first, from a chunk of its own, and the loader takes what it finds.
 */
export async function loadSdk(simulatorUrl: string | null): Promise<StripeTerminal> {
  if (simulatorUrl !== null) {
    const { installSimulated } = await import("./simulated/install-simulated.ts");
    installSimulated(new URL(simulatorUrl).origin);
  }
  const { loadStripeTerminal } = await import("@stripe/terminal-js/dist/pure.js");
  const sdk = await loadStripeTerminal();
  assert(sdk !== null, "a page has a window");
  return sdk;
}
