import type { ReaderCart } from "../../contract/reader-window.ts";
import { callSdk, type Reader } from "./reader-parts.ts";

const SHOW_WITHIN_MS = 5_000;

/** Shows what the customer buys. Never during a payment: the display would take its place. */
export function showCart(reader: Reader, cart: ReaderCart | null): void {
  const { state } = reader;
  const { terminal } = state;
  if (terminal === null || state.connection.state !== "connected") return;
  if (state.attempt !== null || state.refund !== null) return;
  state.display = state.display.then(async () => {
    if (state.refund !== null) return;
    if (state.attempt !== null && state.attempt.step !== "starting") return;
    // Only decoration: what does not get onto the screen is not worth a word.
    await callSdk(reader, SHOW_WITHIN_MS, () =>
      cart === null ? terminal.clearReaderDisplay() : terminal.setReaderDisplay(displayOf(cart)),
    );
  });
}

function displayOf({ currency, lines, taxMinor, totalMinor }: ReaderCart) {
  const items = lines.map(({ description, amountMinor, quantity }) => ({
    ...{ description, quantity },
    amount: amountMinor,
  }));
  const cart = {
    line_items: items,
    tax: taxMinor,
    total: totalMinor,
    currency: currency.toLowerCase(),
  };
  return { type: "cart", cart };
}
