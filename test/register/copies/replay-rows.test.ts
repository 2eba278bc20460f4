import { describe, expect, it } from "vitest";
import { LedgerEntry } from "../../../ledger/ledger-entry.ts";
import { openLedger } from "../../../ledger/ledger.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openReplay } from "../../../register/copies/replay-rows.ts";
import { openOutbox } from "../../../register/outbox/outbox.ts";
import { openPayments } from "../../../register/payments/payments.ts";
import { topUpSaleId } from "../../../register/payments/top-up-payment.ts";

const [paymentId, currency, userId] = ["pay_1", "EUR", "user_1"];
const topUp = { topUpId: "topup_1", accountId: "credit_1" };
const ofPayment = { paymentId, saleId: topUpSaleId(topUp.topUpId), connection: "main" };
const amount = { amountMinor: 5_000, currency };
const facts = [
  { type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency },
  {
    ...{ type: "payment-started", ...ofPayment, ...amount, userId, topUp },
    ...{ readerId: "tmr_1", via: "relay" },
  },
  {
    ...{ type: "payment-authorised", ...ofPayment, ...amount, intentId: "pi_1", tipMinor: 0 },
    ...{ tryNumber: 1, chargeId: "ch_1" },
  },
  {
    ...{ type: "credit-topped-up", ...topUp, ...amount, userId },
    by: { tender: "card", connection: "main", paymentId, intentId: "pi_1" },
  },
].map((entry) => LedgerEntry.parse(entry));

/** The rows as the first entries of a book leave them, in a file that had none of them. */
function replayed(count: number) {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 0);
  const replay = openReplay(db, { registerId: "reg_1", tipCapBasisPoints: 3_000 });
  db.transaction(() => {
    for (const entry of facts.slice(0, count)) replay(ledger.append(entry));
  }).immediate();
  return { payment: openPayments(db).byId(paymentId), outbox: openOutbox(db).unsent() };
}

describe("openReplay, of a top-up by card", () => {
  it("knows again what an attempt is for, and orders nothing for it yet", () => {
    const { payment, outbox } = replayed(2);
    expect(payment).toMatchObject({ phase: "unknown", topUp, tipCapMinor: 0 });
    expect(outbox).toEqual([]);
  });

  it("orders the capture of what was added, once more", () => {
    expect(replayed(3).outbox).toEqual([]);
    const { payment, outbox } = replayed(4);
    expect(payment).toMatchObject({ phase: "authorised", captureAtMs: 0 });
    expect(outbox).toMatchObject([{ type: "capture-payment", paymentId }]);
  });
});
