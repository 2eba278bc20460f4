/** The package types its `/pure` entry by a source file, which no strict program can take in. */
declare module "@stripe/terminal-js/dist/pure.js" {
  import type { StripeTerminal } from "@stripe/terminal-js";

  export const loadStripeTerminal: () => Promise<StripeTerminal | null>;
}
