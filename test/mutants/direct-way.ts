import { tests, type Mutant } from "./mutant.ts";

/** Bugs between a register, the page of its reader, and the relay that lends it the reader. */
export const byTheDirectWay: readonly Mutant[] = [
  {
    name: "a page's late word of one try ends the next",
    file: "register/payments/reader-window.ts",
    from: " && attempt.tryNumber === message.tryNumber;",
    to: ";",
    hunt: tests("test/register/payments/reader-window.test.ts"),
  },
  {
    name: "a page that is lost is not missed",
    file: "register/payments/reader-window.ts",
    from: "if (attempt !== null) listener.lost(attempt.paymentId);",
    to: "if (attempt === undefined) listener.lost(attempt);",
    hunt: tests("test/register/payments/reader-window.test.ts"),
  },
  {
    name: "the relay is asked to cancel before our page has let go",
    file: "register/payments/card-payments.ts",
    from: "if (direct.isAt(paymentId)) direct.cancel(paymentId);\n  else line.send(",
    to: "line.send(",
    hunt: tests("test/direct/direct-faults.test.ts"),
  },
  {
    name: "a reader is driven that the relay has not lent",
    file: "register/sync/reader-keeper.ts",
    from: "return state.heldId !== null && state.heldId === line.reader()?.readerId;",
    to: "return state.requests > 0 && line.reader() !== null;",
    hunt: tests("test/register/sync/reader-keeper.test.ts"),
  },
  {
    name: "a loan of a reader does not run out at its till",
    file: "register/sync/reader-keeper.ts",
    from: "if (state.heldId === null || now() < state.heldUntilMs || window.isBusy()) return;",
    to: "if (state.heldId === null || now() > 0) return;",
    hunt: tests("test/register/sync/reader-keeper.test.ts"),
  },
  {
    name: "a reader that another till drives is lent once more",
    file: "server/payments/hold-reader.ts",
    from: "if (holder !== undefined && holder !== registerId) {",
    to: "if (holder !== undefined && holder === undefined) {",
    hunt: tests("test/server/payments/hold-reader.test.ts"),
  },
  {
    name: "a token is given for a reader that another till has",
    file: "server/payments/hold-reader.ts",
    from: "if (hold?.registerId !== registerId || hold.untilMs <= deps.now()) {",
    to: "if (hold === undefined || hold.untilMs <= deps.now()) {",
    hunt: tests("test/server/payments/hold-reader.test.ts"),
  },
  {
    name: "a card that was read after the cancel goes to the bank",
    file: "renderer/reader/collect-payment.ts",
    from: '  if (wasCancelled(attempt)) return { hint: "cancelled", code: null };\n  return processPayment(',
    to: "  return processPayment(",
    hunt: tests("test/renderer/reader/reader-page.test.ts"),
  },
  {
    name: "a broken line after the card counts as a decline",
    file: "renderer/reader/sdk-errors.ts",
    from: 'return intent?.status === "requires_confirmation" ? "again" : "unknown";',
    to: 'return intent?.status === "requires_confirmation" ? "again" : "declined";',
    hunt: tests("test/renderer/reader/reader-page.test.ts"),
  },
];
