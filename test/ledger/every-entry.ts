import { OfficeEntry } from "../../ledger/entries/office.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { sampleSale } from "../support/sample-sale.ts";

/** One entry of every kind, as a shop would write it. */
const currency = "EUR";
const userId = "user_mia";
const hash = "a".repeat(64);
const ofPayment = { paymentId: "pay_1", saleId: "sale_1" };
const ofIntent = { ...ofPayment, intentId: "pi_1", connection: "main" };
const ofSession = { sessionId: "session_1", userId, currency };
const share = { taxCode: "A", rateBasisPoints: 2_300, netMinor: 1_000, taxMinor: 230 };
const cardShare = { taxCode: "A", rateBasisPoints: 2_300, netMinor: 569, taxMinor: 131 };
const refundFact = {
  ...{ refundId: "refund_1", ...ofPayment, connection: "main", stripeRefundId: "re_1" },
  ...{ amountMinor: 800, tipMinor: 100, currency, taxes: [cardShare] },
};
const byUser = (type: string, more: object = {}) => ({ type, userId, ...more });

const sales = [
  { type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency },
  sampleSale({
    receiptCount: 1,
    prices: [1_230, 770],
    tenders: [
      { tender: "cash", amountMinor: 500, givenMinor: 1_000, changeMinor: 500 },
      {
        ...{ tender: "card", amountMinor: 700, tipMinor: 100, paymentId: "pay_1" as never },
        ...{ connection: "main", intentId: "pi_1", brand: "visa", last4: "4242" },
        ...{ readMethod: null, emv: null },
      },
      {
        ...{ tender: "store-credit", amountMinor: 300, accountId: "credit_1" as never },
        reservationId: "pay_2" as never,
      },
      {
        ...{ tender: "link", amountMinor: 200, paymentId: "pay_3" as never, connection: "main" },
        ...{ intentId: "pi_3", sessionId: "cs_test_1", brand: "visa", last4: "4242" },
      },
      { tender: "other", amountMinor: 300, name: "Voucher", reference: null },
    ],
  }),
  byUser("lines-voided", {
    ...{ saleId: "sale_1", currency, totalMinor: 1_230 },
    lines: [
      {
        ...{ lineId: "line_9", productId: "prod_1", name: "Käse ☕", quantity: 1 },
        ...{ amountMinor: 1_230, how: "removed", userId },
      },
    ],
  }),
  byUser("sale-voided", { saleId: "sale_2", reason: "left", lineCount: 2, totalMinor: 500 }),
  {
    ...{ type: "refund-paid", refundId: "refund_2", saleId: "sale_1", originRegisterId: null },
    ...{ reservationId: null, userId, approval: "approval_1", reason: "damaged", currency },
    lines: [{ lineId: "line_1", quantity: 1, amountMinor: 1_230 }],
    ...{ taxes: [share], amountMinor: 1_230, roundingMinor: 0, to: { tender: "cash" } },
  },
  byUser("training-sale", { saleId: "sale_3", lineCount: 1, totalMinor: 100 }),
];

const payments = [
  {
    ...{ type: "payment-started", ...ofPayment, userId, connection: "main", readerId: "tmr_1" },
    ...{ via: "relay", amountMinor: 700, currency },
  },
  {
    ...{ type: "payment-declined", ...ofIntent, tryNumber: 1, chargeId: "ch_1" },
    ...{ failureCode: "card_declined", declineCode: null },
  },
  {
    ...{ type: "payment-authorised", ...ofIntent, tryNumber: 2, chargeId: "ch_2" },
    ...{ amountMinor: 700, tipMinor: 100, currency },
  },
  {
    type: "payment-captured",
    ...ofIntent,
    amountMinor: 800,
    currency,
    lateTipMinor: 50,
    late: { zNumber: 1, seq: 3 },
  },
  {
    ...{ type: "payment-cancelled", ...ofPayment, connection: "main", intentId: null },
    ...{ reason: "requested", heldMinor: 0, currency },
  },
  {
    ...{ type: "payment-replaced", paymentId: "pay_3", saleId: "sale_1", userId },
    ...{ amountMinor: 700, currency, approval: "approval_3", reason: "the line is down" },
  },
  {
    type: "refund-started",
    refundId: "refund_1",
    ...ofPayment,
    userId,
    ...{ amountMinor: 800, currency, tipMinor: 100, taxes: [cardShare], reason: "damaged" },
    lines: [{ lineId: "line_2", quantity: 0, amountMinor: 700 }],
    ...{ approval: "approval_2", reservationId: "refund_1" },
  },
  { type: "refund-accepted", ...refundFact },
  { type: "refund-failed", ...refundFact, reason: "expired_or_canceled_card", wasAccepted: true },
];

const ofPart = { saleId: "sale_4", partId: "pay_3", userId, currency };
const cashPart = { tender: "cash", amountMinor: 500, givenMinor: 1_000, changeMinor: 500 };
const ofHold = { ...ofPayment, userId };
const ofRaise = { number: 1, fromMinor: 500, toMinor: 700, currency };
const parts = [
  { type: "tender-taken", ...ofPart, tender: cashPart },
  { type: "tender-returned", ...ofPart, tender: cashPart, reason: "another way" },
  { type: "void-started", ...ofHold, approval: null, reason: "wrong sale" },
  {
    ...{ type: "hold-accepted", ...ofHold, approval: null, misfit: "tip-over-cap" },
    ...{ amountMinor: 700, tipMinor: 300, currency },
  },
  { type: "tip-asked", ...ofHold, tipMinor: 150, currency },
  { type: "hold-raise-started", ...ofHold, ...ofRaise },
  { type: "hold-raised", ...ofHold, ...ofRaise, connection: "main" },
  { type: "hold-raise-refused", ...ofHold, ...ofRaise, number: 2, code: "card_declined" },
  {
    ...{ type: "payment-voided", ...ofIntent, userId, reason: "wrong sale" },
    ...{ amountMinor: 133, tipMinor: 10, currency },
    taxes: [{ ...share, netMinor: 100, taxMinor: 23 }],
  },
];

const denominations = [{ minor: 5_000, count: 3 }];
const day = [
  {
    ...{ type: "session-opened", ...ofSession, expectedMinor: 0, fromSafeMinor: 15_100 },
    ...{ floatMinor: 15_000, differenceMinor: -100, denominations },
  },
  {
    ...{ type: "cash-moved", moveId: "move_1", ...ofSession, direction: "out" },
    ...{ amountMinor: 1_200, reason: "milk", counterAccount: "petty", approval: null },
  },
  {
    ...{ type: "drawer-counted", countId: "count_1", ...ofSession, countNumber: 1 },
    ...{ denominations, countedMinor: 15_000 },
  },
  {
    ...{ type: "session-closed", ...ofSession, countId: "count_1", expectedMinor: 15_010 },
    ...{ countedMinor: 15_000, overShortMinor: -10, toSafeMinor: 10_000 },
  },
  {
    ...{ type: "day-closed", zNumber: 1, userId, currency, firstSeq: 1, lastSeq: 8 },
    ledgerHash: hash,
    report: {
      sales: { count: 1, takenMinor: 2_000, tenders: [{ name: "Käse ☕" }] },
      refunds: { count: 1, amountMinor: 1_230 },
    },
    perpetual: {
      ...{ zCount: 1, receiptCount: 1, refundCount: 1, grossMinor: 2_000, refundMinor: 1_230 },
    },
    unknownPayments: [{ ...ofPayment, amountMinor: 700 }],
    signature: { keyId: "0123456789abcdef", algorithm: "ed25519", value: "A".repeat(86) },
  },
];

const people = [
  byUser("user-changed", { change: "role", role: "manager", byUserId: "user_boss" }),
  byUser("user-signed-in"),
  byUser("user-signed-out", { reason: "idle" }),
  byUser("sign-in-failed", { failCount: 1 }),
  byUser("user-locked"),
  {
    ...{ type: "override-granted", approvalId: "approval_1", command: "sales.void" },
    ...{ subjectHash: hash, byUserId: "user_boss", forUserId: userId },
  },
  byUser("override-used", {
    ...{ approvalId: "approval_1", command: "sales.void", subjectHash: hash },
  }),
  byUser("no-sale", { sessionId: null, reason: "change", approval: null }),
  byUser("drawer-opened", { cause: "no-sale", saleId: null }),
  byUser("receipt-reprinted", { saleId: "sale_1", copyNumber: 1 }),
  byUser("configuration-changed", { what: "tax-classes", digest: hash }),
  { type: "clock-jumped", lastAtMs: 2, atMs: 1 },
  { type: "sums-rebuilt", differences: 2, first: "day 1: missing sales EUR 1 500" },
  byUser("training-started"),
  byUser("training-ended"),
];

const credit = [
  byUser("credit-opened", { accountId: "credit_1" }),
  byUser("credit-topped-up", {
    ...{ topUpId: "topup_1", accountId: "credit_1", amountMinor: 2_000, currency },
    by: { tender: "cash" },
  }),
  { type: "reservation-released", reservationId: "pay_2", reason: "cancelled" },
  byUser("correction", {
    ...{ correctionId: "correction_1", correctsSeq: 2, approval: null, reason: "wrong drawer" },
    postings: [
      { account: "assets:safe", currency, minor: 500 },
      { account: "assets:drawer:cash", currency, minor: -500 },
    ],
  }),
];

const signing = [
  {
    ...{ type: "signing-key-announced", keyId: "0123456789abcdef", algorithm: "ed25519" },
    publicKey: "A".repeat(43),
  },
  {
    ...{ type: "signing-device-record", action: "finish", transactionNumber: 7 },
    ...{ saleId: "sale_1", state: "ok", detail: "signature counter 12" },
  },
];

export const entries: readonly LedgerEntry[] = [
  ...[...sales, ...payments, ...parts, ...day, ...people, ...credit, ...signing],
].map((entry) => LedgerEntry.parse(entry));

const ofPayout = { payoutId: "po_1", connection: "main", amountMinor: 9_000, currency };
const ofDispute = {
  ...{ disputeId: "dp_1", connection: "main", paymentId: null, chargeId: "ch_1" },
  ...{ amountMinor: 800, feeMinor: 1_500, currency },
};

export const officeEntries: readonly OfficeEntry[] = [
  { type: "office-opened", officeId: "office_1" },
  { type: "payout-created", ...ofPayout },
  { type: "payout-paid", ...ofPayout },
  { type: "payout-failed", ...ofPayout, reason: "account_closed", wasPaid: true },
  {
    type: "fee-charged",
    feeId: "txn_1",
    connection: "main",
    paymentId: "pay_1",
    amountMinor: 40,
    currency,
  },
  { type: "dispute-opened", ...ofDispute },
  { type: "dispute-won", ...ofDispute },
  { type: "dispute-lost", ...ofDispute, feeMinor: 0 },
  {
    ...{ type: "credit-topped-up-by-link", topUpId: "topup_2", accountId: "credit_1" },
    ...{ connection: "main", checkoutSessionId: "cs_1", intentId: "pi_2", amountMinor: 500 },
    currency,
  },
  {
    ...{ type: "hold-released", reservationId: "pay_9", registerId: "reg_2", userId },
    hold: { kind: "credit", accountId: "credit_1", currency, amountMinor: 500 },
    ...{ byRegisterId: "reg_1", approval: null, reason: "the till was stolen" },
  },
  {
    ...{ type: "hold-spent-late", reservationId: "refund_9", registerId: "reg_2", seq: 7 },
    hold: {
      ...{ kind: "refund", originRegisterId: "reg_1", saleId: "sale_1" },
      lines: [{ lineId: "line_1", quantity: 1, amountMinor: 100 }],
    },
    overMinor: 100,
  },
  { type: "signed-off", what: "payout po_1", userId, digest: hash },
].map((entry) => OfficeEntry.parse(entry));
