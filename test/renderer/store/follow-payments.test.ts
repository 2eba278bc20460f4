import { beforeEach, describe, expect, it } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { scanAnywhere } from "../../../renderer/actions/navigate.ts";
import { serveNext } from "../../../renderer/actions/take-card.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";
import { paymentView } from "../support/payment-fixtures.ts";

const sale = saleOf("sale_1");
const next = saleOf("sale_2", []);
const shown = () => useUi.getState().paying;

/** A till whose register begins with this view, connected. */
async function startTill(changes: Partial<RegisterView> = {}) {
  useRegister.setState(useRegister.getInitialState(), true);
  useUi.setState(useUi.getInitialState(), true);
  const till = createFakeTill(sale);
  let view = { ...registerOf(sale), ...changes };
  till.answers["register.view"] = () => ({ ok: true, value: view });
  followRegister(till.transport);
  const connect = () =>
    new Promise<void>((resolve) => {
      const stop = useRegister.subscribe(({ connection, view: read }) => {
        if (connection !== "connected" || read !== view) return;
        stop();
        resolve();
      });
      till.connect();
    });
  await connect();
  return {
    ...till,
    reconnectTo: async (later: Partial<RegisterView>) => {
      till.lose();
      view = { ...registerOf(sale), ...later };
      await connect();
    },
  };
}

describe("a hold that is to grow", () => {
  const raise = { to: money(2_450, eur), isUnknown: true };
  const raising = paymentView({ phase: "authorised", raise });

  it("is on the screen after the page was loaded again, and stays its sale's payment", async () => {
    const till = await startTill({ payment: raising });
    expect(useUi.getState().place).toBe("payment");
    expect(shown()?.payment.raise).toEqual(raise);
    const other = paymentView({ paymentId: PaymentId.parse("pay_2"), phase: "authorised" });
    till.tell({ event: "payment-changed", view: other });
    expect(useRegister.getState().view?.payment).toEqual(raising);
    till.tell({ event: "payment-changed", view: paymentView({ phase: "authorised" }) });
    expect(useRegister.getState().view?.payment?.raise).toBeUndefined();
  });
});

describe("a card payment of the open sale", () => {
  let till: Awaited<ReturnType<typeof startTill>>;

  beforeEach(async () => {
    till = await startTill();
    till.tell({ event: "payment-changed", view: paymentView() });
  });

  it("takes the selling screens as soon as it is told", () => {
    expect(useUi.getState().place).toBe("payment");
    expect(shown()?.payment.phase).toBe("waiting");
  });

  it("keeps its sale and receipt on the screen when the register opens the next sale", () => {
    till.tell({ event: "payment-changed", view: paymentView({ phase: "authorised" }) });
    till.tell({ event: "sale-completed", view: receiptOf(sale) });
    till.tell({ event: "sale-changed", view: next });
    till.tell({ event: "payment-changed", view: paymentView({ phase: "captured" }) });
    expect(useUi.getState().place).toBe("payment");
    expect(shown()).toMatchObject({
      sale: { saleId: "sale_1" },
      payment: { phase: "captured" },
      receipt: { receiptNumber: "2-1" },
    });
    expect(useRegister.getState().view?.payment).toBeNull();
  });

  it("refuses a scan in words and asks the register for nothing", async () => {
    await scanAnywhere("4006381333931");
    expect(useUi.getState()).toMatchObject({
      place: "payment",
      notice: { kind: "not-added", code: "payment-in-progress", what: "4006381333931" },
    });
    expect(till.asked).not.toContain("sales.scan");
  });

  it("lets a scan begin the next sale once it is paid", async () => {
    till.tell({ event: "payment-changed", view: paymentView({ phase: "captured" }) });
    till.tell({ event: "sale-changed", view: next });
    await scanAnywhere("4006381333931");
    expect(till.asked).toContain("sales.scan");
    expect(useUi.getState()).toMatchObject({ place: "sale", paying: null });
  });

  it("is looked up among the sales when it ended while the line was lost", async () => {
    const payment = paymentView({ phase: "captured" });
    till.answers["sales.detail"] = () => ({
      ok: true,
      value: {
        receipt: receiptOf(sale),
        entries: [],
        refundable: sale.total,
        left: {
          ...{
            saleId: sale.saleId,
            originRegisterId: null,
            receiptNumber: "2-1",
            lines: [],
            cards: [],
            named: [],
          },
          ...{ givenBack: sale.total, refundable: sale.total, cashRefundable: sale.total },
        },
        payments: [
          {
            payment,
            stripePaymentIntentId: "pi_1",
            chargeId: null,
            risk: null,
            concerns: [],
            timeline: [],
            refunds: [],
          },
        ],
      },
    });
    const settled = new Promise<void>((resolve) => {
      const stop = useUi.subscribe(({ paying }) => {
        if (!paying?.receipt) return;
        stop();
        resolve();
      });
    });
    await till.reconnectTo({ sale: next });
    await settled;
    expect(shown()?.payment.phase).toBe("captured");
  });
});

describe("a sale that is set aside", () => {
  const unknown = paymentView({ phase: "unknown" });

  it("leaves the screen to the next customer", async () => {
    const till = await startTill({ payment: unknown });
    till.answers["payments.serve-next"] = () => {
      till.tell({ event: "sale-changed", view: next });
      till.tell({ event: "lanes-changed", view: [{ sale, payment: unknown }] });
      return { ok: true, value: next };
    };
    expect(useUi.getState().place).toBe("payment");
    await serveNext(unknown.paymentId);
    expect(useUi.getState()).toMatchObject({ place: "sale", paying: null });
  });

  it("is told about when it was paid, until that has been seen", async () => {
    const till = await startTill({ sale: next, lanes: [{ sale, payment: unknown }] });
    till.tell({ event: "lanes-changed", view: [] });
    expect(useUi.getState().settled.map((lane) => lane.sale.saleId)).toEqual(["sale_1"]);
  });

  it("is told about, too, when it was paid while the line was lost", async () => {
    const till = await startTill({ sale: next, lanes: [{ sale, payment: unknown }] });
    await till.reconnectTo({ sale: next });
    expect(useUi.getState().settled).toHaveLength(1);
  });

  it("is no news when it was taken up", async () => {
    const till = await startTill({ sale: next, lanes: [{ sale, payment: unknown }] });
    till.tell({ event: "sale-changed", view: sale });
    till.tell({ event: "lanes-changed", view: [] });
    expect(useUi.getState().settled).toEqual([]);
  });
});

describe("at a start", () => {
  it("an open payment is on the screen at once", async () => {
    await startTill({ payment: paymentView({ phase: "declined" }) });
    expect(useUi.getState().place).toBe("payment");
  });

  it("a payment that has ended is no reason to hide the sale", async () => {
    await startTill({ payment: paymentView({ phase: "cancelled" }) });
    expect(useUi.getState()).toMatchObject({ place: "sale", paying: null });
  });
});
