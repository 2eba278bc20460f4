import { describe, expect, it } from "vitest";
import type { PaymentId } from "../../../contract/ids.ts";
import type { ToRelay } from "../../../contract/relay-protocol.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openBooks } from "../../../register/books.ts";
import { cancel, charge, type CardDeps } from "../../../register/payments/card-payments.ts";
import { createPaymentWatch } from "../../../register/payments/payment-watch.ts";
import { paymentView } from "../../../register/payments/payment-views.ts";
import { draftView } from "../../../register/views.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { noDirectReader, products, silentLog, tillClerk } from "../../support/world.ts";
import { memorySecrets } from "../../support/memory-secrets.ts";

/** One payment under way, and a clock that a test moves. */
function watchedPayment(direct: CardDeps["direct"] = noDirectReader) {
  let atMs = 1_800_000_000_000;
  let ids = 0;
  let isOnline = true;
  const sent: ToRelay["type"][] = [];
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const books = openBooks(db, {
    ...{ folder: "", config: demoShop, products, cards: null, log: silentLog },
    now: () => atMs,
    newId: (prefix) => `${prefix}_${(ids += 1)}`,
    secrets: memorySecrets(),
  });
  const deps: CardDeps = {
    ...books,
    registerId: demoShop.registerId,
    tipCapBasisPoints: 3_000,
    line: {
      relayNowMs: () => atMs,
      connection: () => "main",
      isOnline: () => isOnline,
      send: ({ type }) => isOnline && sent.push(type) > 0,
      reader: () => ({ connection: "main", readerId: "tmr_1", label: "Counter 1" }),
    },
    direct,
    publish: (payment) => paymentView(payment, null),
    publishSales: () => draftView(books, books.drafts.current()),
  };
  const { saleId } = books.drafts.current();
  const product = books.catalog.byCode(products[0]?.barcodes[0] ?? "");
  if (product === undefined) throw new Error("no product");
  const { productId, name, detail, price, taxCode } = product;
  const line = {
    productId,
    name,
    detail,
    taxCode,
    unitMinor: price.minor,
    quantity: 1,
    discount: null,
  };
  books.drafts.save({ saleId, discount: null, lines: [{ lineId: "line_1" as never, ...line }] });
  const outcome = charge(deps, tillClerk, { saleId, total: price });
  if (!outcome.ok) throw new Error(outcome.refusal);
  const { paymentId } = outcome.value;
  const watch = createPaymentWatch(deps, new Map());
  const cancelled: PaymentId[] = [];
  return {
    sent,
    cancelled,
    phase: () => books.payments.byId(paymentId)?.phase,
    onReader: () => {
      const payment = books.payments.byId(paymentId);
      if (payment) books.payments.save({ ...payment, onReaderAtMs: atMs });
    },
    cancel: () => cancel(deps, { paymentId }),
    /** The reader's page has said that it ended the try, so the intent is read. */
    ended: () => {
      const payment = books.payments.byId(paymentId);
      if (payment) watch.ask(payment);
    },
    lineLost: () => (isOnline = false),
    /** Passes the seconds one by one, as the register's clock does. */
    pass(seconds: number): void {
      for (let second = 0; second < seconds; second += 1) {
        atMs += 1_000;
        watch.tick((id) => cancelled.push(id));
      }
    },
  };
}

describe("createPaymentWatch", () => {
  it("lets a start that the relay never acknowledged become unknown, and looks it up", () => {
    const payment = watchedPayment();
    payment.pass(19);
    expect(payment.phase()).toBe("waiting");
    payment.pass(2);
    expect(payment.phase()).toBe("unknown");
    expect(payment.sent).toEqual(["start-card-payment", "resolve-payment"]);
  });

  it("looks an unknown payment up every five seconds, and never starts it again", () => {
    const payment = watchedPayment();
    payment.pass(21);
    const before = payment.sent.length;
    payment.pass(20);
    const since = payment.sent.slice(before);
    expect(since).toEqual([
      "resolve-payment",
      "resolve-payment",
      "resolve-payment",
      "resolve-payment",
    ]);
  });

  it("waits two minutes for a customer, then asks for the end as the clerk would", () => {
    const payment = watchedPayment();
    payment.onReader();
    payment.pass(120);
    expect(payment.cancelled).toEqual([]);
    payment.pass(1);
    expect(payment.cancelled).toHaveLength(1);
    expect(payment.phase()).toBe("waiting");
  });

  it("looks up what a cancel came to that nobody answered", () => {
    const payment = watchedPayment();
    payment.onReader();
    payment.cancel();
    payment.pass(20);
    expect(payment.phase()).toBe("waiting");
    payment.pass(1);
    expect(payment.phase()).toBe("unknown");
    expect(payment.sent).toEqual(["start-card-payment", "cancel-payment", "resolve-payment"]);
  });

  it("looks up what a page has ended that is at it no more, and of which nothing came", () => {
    const payment = watchedPayment({ ...noDirectReader, way: () => "direct", isReady: () => true });
    payment.onReader();
    payment.pass(30);
    payment.ended();
    payment.pass(20);
    expect(payment.phase()).toBe("waiting");
    payment.pass(1);
    expect(payment.phase()).toBe("unknown");
    expect(payment.sent).toEqual(["start-card-payment", "read-payment", "resolve-payment"]);
  });

  it("asks nobody while the line is away", () => {
    const payment = watchedPayment();
    payment.lineLost();
    payment.pass(300);
    expect(payment.sent).toEqual(["start-card-payment"]);
    expect(payment.cancelled).toEqual([]);
  });
});
