import { byTheDirectWay } from "./direct-way.ts";
import { laterMoney } from "./later-money.ts";
import { storms, tests, type Mutant } from "./mutant.ts";

const atStripe: readonly Mutant[] = [
  {
    name: "an intent is created without its idempotency key",
    file: "server/stripe/intents.ts",
    from: "paymentIntents.create(params, { idempotencyKey })",
    to: "paymentIntents.create(params)",
    hunt: storms(80),
  },
  {
    name: "each send of a refund has a key of its own",
    file: "server/stripe/refunds.ts",
    from: "refunds.create(params, { idempotencyKey })",
    to: "refunds.create(params)",
    hunt: tests("test/server/payments/kept-error.test.ts"),
  },
  {
    name: "Stripe captures by itself",
    file: "server/stripe/intents.ts",
    from: 'capture_method: "manual"',
    to: 'capture_method: "automatic"',
    hunt: storms(20),
  },
  {
    name: "a lost answer counts as a no",
    file: "server/stripe/call-stripe.ts",
    from: "  return { ...unknown(`${type} ${code} ${message}`), isKeySpent };",
    to: '  return { kind: "refused", code: "lost", why: message };',
    hunt: tests("test/server/payments/payment-faults.test.ts"),
  },
  {
    name: "a webhook's signature is not checked",
    file: "server/stripe/verify-event.ts",
    from: "isGenuine(body, header, secret)) ?",
    to: "isGenuine(body, header, secret) || true) ?",
    hunt: tests("test/server/routes/stripe-webhook.test.ts"),
  },
  {
    name: "a signed time in the future passes",
    file: "server/routes/webhook-bounds.ts",
    from: "Math.abs(ageS) <= TOLERANCE_S",
    to: "ageS <= TOLERANCE_S",
    hunt: tests("test/server/routes/stripe-webhook.test.ts"),
  },
];

const atTheRelay: readonly Mutant[] = [
  {
    name: "a webhook is answered before it is kept",
    file: "server/routes/stripe-webhook.ts",
    from: "const isKept = await keep(deps, { account, event, body });",
    to: "const isKept = true; void keep(deps, { account, event, body });",
    hunt: storms(40),
  },
  {
    name: "a mark made while an object is read ends with that reading",
    file: "server/storage/sqlite-stale.ts",
    from: "AND object_id = @objectId AND generation = @generation",
    to: "AND object_id = @objectId AND @generation > 0",
    hunt: tests("test/server/storage/sqlite-storage.test.ts"),
  },
  {
    name: "any register may have any reader",
    file: "server/payments/lease-state.ts",
    from: "if (lease.registerId !== wanted.registerId)",
    to: "if (lease.registerId === '')",
    hunt: tests("test/server/payments/card-payment.test.ts"),
  },
  {
    name: "a payment that waits for its card loses the reader to the next one",
    file: "server/payments/lease-state.ts",
    from: "holder?.isAtReader === false",
    to: "holder !== undefined",
    hunt: tests("test/server/payments/card-payment.test.ts"),
  },
  {
    name: "a start that is too late is started",
    file: "server/payments/start-payment.ts",
    from: "if (nowMs > validUntilMs)",
    to: "if (nowMs > validUntilMs + 1e12)",
    hunt: tests("test/server/payments/card-payment.test.ts"),
  },
  {
    name: "a known payment is started again",
    file: "server/payments/start-payment.ts",
    from: "if (known) return knownPayment",
    to: "if (known && known.state === 'final') return knownPayment",
    hunt: tests("test/server/payments/card-payment.test.ts"),
  },
  {
    name: "a cancel does not wait for a card that is being processed",
    file: "server/payments/end-payment.ts",
    from: 'answer.code === "terminal_reader_busy"',
    to: 'answer.code === ""',
    hunt: tests("test/server/payments/card-payment.test.ts"),
  },
  {
    name: "a capture is done with before it is read back",
    file: "server/payments/capture-state.ts",
    from: 'return status === "requires_capture" ? null : {',
    to: "return {",
    hunt: tests("test/server/payments/payment-faults.test.ts"),
  },
  {
    name: "a refund is not looked for before it is sent again",
    file: "server/payments/refund-order-state.ts",
    from: "=> sends > 0;",
    to: "=> sends > 1e6;",
    hunt: tests("test/server/payments/kept-error.test.ts"),
  },
  {
    name: "an error that Stripe keeps is asked for again for ever",
    file: "server/payments/refund-order-state.ts",
    from: "&& key < LAST_KEY",
    to: "&& key < 0",
    hunt: tests("test/server/payments/kept-error.test.ts"),
  },
  {
    name: "after a crash nothing is read",
    file: "server/payments/recover.ts",
    from: "for (const payment of unfinished) {",
    to: "for (const payment of unfinished.slice(0, 0)) {",
    hunt: tests("test/server/inbox/backfill.test.ts"),
  },
  {
    name: "mail of another register is given out",
    file: "server/storage/sqlite-mailboxes.ts",
    from: "FROM mail WHERE register_id = ? AND seq > ?",
    to: "FROM mail WHERE register_id >= ? AND seq > ?",
    hunt: storms(60),
  },
  {
    name: "a token is good for any register",
    file: "server/registers/greet.ts",
    from: "if (hello.registerId !== registerId)",
    to: "if (hello.registerId === '')",
    hunt: tests("test/server/registers/register-hub.test.ts"),
  },
];

const atTheTill: readonly Mutant[] = [
  {
    name: "a reading of a lower rank moves a payment back",
    file: "register/payments/payment-state.ts",
    from: "if (rank[phase] <= rank[payment.phase])",
    to: "if (phase === payment.phase)",
    hunt: tests("test/register/payments/payment-state.test.ts"),
  },
  {
    name: "another amount at Stripe is taken for paid",
    file: "register/payments/payment-state.ts",
    from: "intent.amountMinor - tipMinor !== payment.amountMinor",
    to: "intent.amountMinor < 0",
    hunt: tests("test/register/payments/payment-state.test.ts"),
  },
  {
    name: "a tip has no cap",
    file: "register/payments/payment-state.ts",
    from: "tipMinor > mostTipMinor(payment)",
    to: "tipMinor < 0",
    hunt: tests("test/register/payments/payment-state.test.ts"),
  },
  {
    name: "an unreachable Stripe proves that nothing was started",
    file: "register/payments/relay-answers.ts",
    from: '  "lease-held",\n  "no-pay-page",\n];',
    to: '  "lease-held",\n  "no-pay-page",\n  "stripe-unreachable",\n];',
    hunt: tests("test/register/payments/card-payments.test.ts"),
  },
  {
    name: "a sale is charged again while its payment is unknown",
    file: "register/payments/payment-state.ts",
    from: 'return !isFinal(payment) && payment.phase !== "authorised" && payment.isReplaced !== true;',
    to: 'return !isFinal(payment) && payment.phase !== "authorised" && payment.phase !== "unknown";',
    hunt: tests(
      "test/register/payments/unknown-payment.test.ts",
      "test/register/payments/payment-state.test.ts",
    ),
  },
  {
    name: "cash is taken while a card payment is open",
    file: "register/sales/pay-cash.ts",
    from: "if (deps.isPaying(draft.saleId))",
    to: "if (deps.isPaying(''))",
    hunt: tests("test/register/payments/card-payments.test.ts"),
  },
  {
    name: "a charge leaves before it is written",
    file: "register/payments/card-payments.ts",
    from: '    ledger.append({\n      type: "payment-started",',
    to: '    (() => undefined)({\n      type: "payment-started",',
    hunt: storms(10),
  },
  {
    name: "a reconnect starts again what was under way",
    file: "register/payments/card-payments.ts",
    from: '      type: "resolve-payment",\n      id: `resolve-${paymentId}`,\n      paymentId,\n      connection,\n      startedAtMs,',
    to: '      type: "start-card-payment",\n      id: `start-${paymentId}`,\n      paymentId,\n      connection,\n      saleId: payment.saleId,\n      readerId: payment.readerId,\n      amount: { minor: payment.amountMinor, currency: payment.currency } as never,\n      validUntilMs: line.relayNowMs() + START_WITHIN_MS,',
    hunt: tests("test/register/payments/unknown-payment.test.ts"),
  },
  {
    name: "a lost line leaves a payment waiting",
    file: "register/payments/payment-state.ts",
    from: 'payment.phase === "waiting" || payment.phase === "declined"',
    to: 'payment.phase === "declined"',
    hunt: tests("test/register/payments/payment-watch.test.ts"),
  },
  {
    name: "a capture is not ordered with its entry",
    file: "register/payments/order-captures.ts",
    from: "    putCapture(deps, ordered);\n",
    to: "",
    hunt: storms(30),
  },
  {
    name: "an instruction is forgotten when it is sent, not when it is confirmed",
    file: "register/sync/sync.ts",
    from: "outbox.unsent().forEach(send);",
    to: "outbox.unsent().forEach((each) => { send(each); outbox.accepted(each.id); });",
    hunt: storms(200),
  },
  {
    name: "the mail's number is kept before what it causes",
    file: "register/sync/mail-receiver.ts",
    from: "    const publish = db\n      .transaction(() => {\n        updateCursor.run(seq);",
    to: "    updateCursor.run(seq);\n    const publish = db\n      .transaction(() => {",
    hunt: tests("test/register/payments/card-payments.test.ts"),
  },
  {
    name: "a gap in the mail is passed over",
    file: "register/sync/mail-receiver.ts",
    from: 'if (seq > last + 1) return "gap";',
    to: "",
    hunt: tests("test/register/payments/card-payments.test.ts"),
  },
  {
    name: "more goes back to a card than is left of its charge",
    file: "register/refunds/plan-card-refund.ts",
    from: "amountMinor > left.minor",
    to: "amountMinor > 1e12",
    hunt: tests("test/register/refunds/card-refund.test.ts"),
  },
];

const inTheBook: readonly Mutant[] = [
  {
    name: "a seal does not cover the one before",
    file: "ledger/hash-chain.ts",
    from: 'hash("sha256", `${previousHash}\\n${content}`, "hex")',
    to: 'hash("sha256", content, "hex")',
    hunt: tests("test/ledger/hash-chain.test.ts"),
  },
  {
    name: "money is a float",
    file: "contract/rounding.ts",
    from: "export function scaleHalfUp(",
    to: "export function scaleHalfUp(minor: number, by: number, of: number): number {\n  return (minor * by) / of;\n}\nfunction unused(",
    hunt: tests("test/contract/rounding.test.ts"),
  },
  {
    name: "no head is witnessed",
    file: "register/register.ts",
    from: "    witness.record(ledger.head());",
    to: "    ledger.head();",
    hunt: storms(10),
  },
];

/** Bugs of the kinds that have cost shops money, each with what must catch it. */
export const mutants: readonly Mutant[] = [
  ...atStripe,
  ...atTheRelay,
  ...atTheTill,
  ...byTheDirectWay,
  ...laterMoney,
  ...inTheBook,
];
