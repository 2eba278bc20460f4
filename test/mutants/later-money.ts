import { tests, type Mutant } from "./mutant.ts";

const model = tests("test/model/model.test.ts");

/** Where money is held, on a page, or on its way back. */
export const laterMoney: readonly Mutant[] = [
  {
    name: "a no to the look for a refund is a no to the refund",
    file: "server/payments/refund-order-state.ts",
    from: 'return found.kind === "refused" ?',
    to: "return false as boolean ?",
    hunt: tests("test/server/payments/kept-error.test.ts"),
  },
  {
    name: "a command counts as lost by the time when the refunds were listed",
    file: "server/payments/look-at-reader-refund.ts",
    from: "readerRefundVerdict(row, seen, lookedAtMs)",
    to: "readerRefundVerdict(row, seen, now())",
    hunt: tests("test/server/payments/reader-refund.test.ts"),
  },
  {
    name: "a page that was paid counts as over while it names no intent",
    file: "register/payments/link-phase.ts",
    from: 'session.status === "expired"',
    to: 'session.status !== "open"',
    hunt: model,
  },
  {
    name: "the late page of an attempt that nobody started stays open",
    file: "server/payments/link-state.ts",
    from: 'wantsCancel || state === "dead" ||',
    to: "wantsCancel ||",
    hunt: model,
  },
  {
    name: "a void that came too late tells nobody",
    file: "register/payments/payment-state.ts",
    from: 'attention: "void-too-late"',
    to: "attention: null",
    hunt: model,
  },
  {
    name: "a capture that took no money is done with",
    file: "server/payments/capture-state.ts",
    from: 'return status === "requires_capture" ? null',
    to: 'return (status as string) === "" ? null',
    hunt: model,
  },
  {
    name: "a tip that Stripe refuses is asked for until the hold is lost",
    file: "server/payments/capture-state.ts",
    from: "return isNo && amountMinor !== null",
    to: "return isNo && amountMinor === null",
    hunt: tests("test/server/payments/late-tip.test.ts"),
  },
  {
    name: "a tip of the slip has no upper end",
    file: "register/payments/late-tip.ts",
    from: "tip.minor > mostMinor",
    to: "tip.minor < 0",
    hunt: tests("test/register/payments/late-tip.test.ts"),
  },
];
