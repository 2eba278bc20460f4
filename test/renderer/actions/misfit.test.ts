import { beforeEach, describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import { askAccept, askLetGo, openAttention } from "../../../renderer/actions/misfit.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, eur, registerOf, saleOf } from "../support/fake-till.ts";
import { paymentView } from "../support/payment-fixtures.ts";

const sale = saleOf("sale_1");
const payment = paymentView({
  ...{ phase: "unknown", attention: "amount-differs", saleId: sale.saleId },
  atStripe: { amount: money(300, eur), tip: money(50, eur) },
});
const item = {
  ...({ kind: "payment", paymentId: payment.paymentId, saleId: sale.saleId } as const),
  ...{ amount: payment.amount, startedAtMs: 0, code: "amount-differs" },
};

describe("a hold that is not what was asked", () => {
  let till: ReturnType<typeof createFakeTill>;
  beforeEach(() => {
    useUi.setState(useUi.getInitialState(), true);
    useRegister.setState({ view: registerOf(sale) });
    till = createFakeTill(sale);
    carryBy(till.transport);
  });
  const confirm = () => useUi.getState().risk?.act("why", null);

  it("is let go of with a reason, and nothing is sent before the hold", async () => {
    till.answers["payments.let-go"] = () => ({ ok: true, value: payment });
    askLetGo(payment);
    expect(till.asked).toEqual([]);
    expect(await confirm()).toBeNull();
    expect(till.inputs).toEqual([{ paymentId: payment.paymentId, reason: "why" }]);
  });

  it("is taken as Stripe has it: the amounts that the manager saw are sent", async () => {
    till.answers["payments.accept"] = () => ({ ok: false, refusal: "price-changed" });
    askAccept(payment);
    expect(await confirm()).toBe("price-changed");
    expect(till.inputs).toEqual([{ paymentId: payment.paymentId, ...payment.atStripe }]);
  });

  it("offers nothing to take where Stripe holds nothing", () => {
    askAccept({ ...payment, atStripe: null });
    expect(useUi.getState().risk).toBeNull();
  });

  it("leads from the list to the payment that waits, open or set aside", () => {
    useRegister.setState({ view: { ...registerOf(sale), payment } });
    openAttention(item);
    expect(useUi.getState()).toMatchObject({ place: "payment", paying: { payment } });
    useUi.setState(useUi.getInitialState(), true);
    const lanes = [{ sale, payment }];
    useRegister.setState({ view: { ...registerOf(saleOf("sale_2")), lanes } });
    openAttention(item);
    expect(useUi.getState()).toMatchObject({ place: "payment", paying: { sale } });
  });
});
