import { beforeEach, describe, expect, it } from "vitest";
import { CreditAccountId, ReservationId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import { takeCash } from "../../../renderer/actions/take-cash.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useCredit } from "../../../renderer/store/credit-store.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useTender } from "../../../renderer/store/tender-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import type { Answer } from "../../../renderer/transports/answer.ts";
import { createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

describe("takeCash", () => {
  const sale = saleOf("sale_1");
  let till: ReturnType<typeof createFakeTill>;

  /** Answers the payment with these, one after the other. */
  const answerWith = (...outcomes: Answer<"sales.pay-cash">[]) => {
    till.answers["sales.pay-cash"] = () => {
      const outcome = outcomes.shift() ?? { ok: false, refusal: "till-bug" };
      return outcome;
    };
  };
  const timesAsked = () => till.asked.filter((command) => command === "sales.pay-cash").length;

  beforeEach(() => {
    useUi.setState({ ...useUi.getInitialState(), place: "tender" }, true);
    useRegister.setState({ connection: "connected", view: registerOf(sale) });
    till = createFakeTill(sale);
    carryBy(till.transport);
  });

  it("shows the change of the receipt that the register answers", async () => {
    answerWith({ ok: true, value: receiptOf(sale) });
    expect(await takeCash(sale, sale.cashLeft, 360)).toBeNull();
    expect(useUi.getState()).toMatchObject({ place: "change", taking: null });
    expect(useUi.getState().paid?.saleId).toBe(sale.saleId);
  });

  it("stays where it is and answers the refusal", async () => {
    answerWith({ ok: false, refusal: "price-changed" });
    expect(await takeCash(sale, sale.cashLeft, 360)).toBe("price-changed");
    expect(useUi.getState()).toMatchObject({ place: "tender", taking: null, paid: null });
  });

  it("asks again, and only once more, when the till restarted before it answered", async () => {
    answerWith({ ok: false, refusal: "connection-lost" }, { ok: true, value: receiptOf(sale) });
    useRegister.setState({ connection: "restarting" });
    const taken = takeCash(sale, sale.cashLeft, 360);
    await Promise.resolve();
    expect(useUi.getState().taking).toEqual(sale);
    expect(timesAsked()).toBe(1);
    useRegister.setState({ connection: "connected" });
    expect(await taken).toBeNull();
    expect(timesAsked()).toBe(2);
    expect(useUi.getState().place).toBe("change");
  });

  it("shows the change once, by its own answer, where a part was paid by store credit", async () => {
    followRegister(till.transport);
    const { saleId, total: amount } = sale;
    const reservationId = ReservationId.parse("pay_credit");
    const accountId = CreditAccountId.parse("credit_1");
    const ended = { phase: "spent", refusal: null, available: null } as const;
    useCredit.setState({ spend: { reservationId, saleId, accountId, amount, ...ended } });
    let placeBefore: string | null = null;
    till.answers["sales.pay-cash"] = () => {
      till.tell({ event: "sale-completed", view: receiptOf(sale) });
      placeBefore = useUi.getState().place;
      return { ok: true, value: receiptOf(sale) };
    };
    expect(await takeCash(sale, sale.cashLeft, 360)).toBeNull();
    expect(placeBefore).toBe("tender");
    expect(useUi.getState().place).toBe("change");
    expect(useCredit.getState().spend).toBeNull();
  });

  it("takes a part by one id however often it asks, and says what is owed of it, F21", async () => {
    const outcomes: Answer<"payments.take-cash">[] = [
      { ok: false, refusal: "connection-lost" },
      { ok: true, value: sale },
    ];
    till.answers["payments.take-cash"] = () =>
      outcomes.shift() ?? { ok: false, refusal: "till-bug" };
    expect(await takeCash(sale, money(200, eur), 250)).toBeNull();
    const parts = till.inputs as { partId: string }[];
    expect(parts).toHaveLength(2);
    expect(parts[1]).toEqual(parts[0]);
    expect(parts[0]).toMatchObject({ left: sale.left, amount: money(200, eur) });
    expect(useTender.getState().owed).toEqual(money(50, eur));
    expect(useUi.getState()).toMatchObject({ place: "tender", paid: null });
  });
});
