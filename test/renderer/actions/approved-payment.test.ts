import { beforeEach, describe, expect, it } from "vitest";
import { UserId } from "../../../contract/ids.ts";
import type { ReceiptView } from "../../../contract/views.ts";
import { approve, dismissApproval } from "../../../renderer/actions/approve.ts";
import { takeCash } from "../../../renderer/actions/take-cash.ts";
import { chargeCard } from "../../../renderer/actions/take-card.ts";
import { carryBy } from "../../../renderer/api.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import type { Answer } from "../../../renderer/transports/answer.ts";
import { eventually } from "../../support/eventually.ts";
import { createFakeTill, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

const jonas = { userId: UserId.parse("user_jonas"), pin: "2222" };

describe("cash that a manager must approve", () => {
  const sale = saleOf("sale_1");
  const next = saleOf("sale_2", []);
  let till: ReturnType<typeof createFakeTill>;

  const answerWith = (...outcomes: Answer<"sales.pay-cash">[]) => {
    till.answers["sales.pay-cash"] = () => outcomes.shift() ?? { ok: false, refusal: "till-bug" };
  };
  const timesAsked = () => till.asked.filter((command) => command === "sales.pay-cash").length;
  const asked = () => eventually(() => expect(useUi.getState().approving).not.toBeNull());
  /** The register goes on with the next sale; this is the receipt of the newest. */
  const sellOn = (lastReceipt: ReceiptView | null) => {
    const view = { ...registerOf(next), lastReceipt };
    till.answers["register.view"] = () => ({ ok: true, value: view });
    useRegister.setState({ view });
  };

  beforeEach(() => {
    useUi.setState({ ...useUi.getInitialState(), place: "tender" }, true);
    useRegister.setState({ connection: "connected", view: registerOf(sale) });
    till = createFakeTill(sale);
    till.answers["people.approve"] = () => ({ ok: true, value: null });
    carryBy(till.transport);
  });

  it("stays in the tender as it was where nobody says yes", async () => {
    answerWith({ ok: false, refusal: "needs-approval" });
    const taken = takeCash(sale, sale.cashLeft, 360);
    await asked();
    expect(useUi.getState().taking).toEqual(sale);
    dismissApproval();
    expect(await taken).toBe("needs-approval");
    expect(useUi.getState()).toMatchObject({ place: "tender", taking: null, paid: null });
    expect(timesAsked()).toBe(1);
  });

  it("goes on with no other sale where another window ended this one meanwhile", async () => {
    answerWith({ ok: false, refusal: "needs-approval" });
    const taken = takeCash(sale, sale.cashLeft, 360);
    await asked();
    sellOn(null);
    dismissApproval();
    expect(await taken).toBe("needs-approval");
    expect(useUi.getState()).toMatchObject({ place: "sale", taking: null, paid: null });
    expect(useUi.getState().notice).toMatchObject({ code: "needs-approval" });
  });

  it("asks for one yes only, and finds the sale paid where the answer to it was lost, F21", async () => {
    answerWith(
      { ok: false, refusal: "needs-approval" },
      { ok: false, refusal: "connection-lost" },
      { ok: false, refusal: "needs-approval" },
    );
    const taken = takeCash(sale, sale.cashLeft, 360);
    await asked();
    sellOn(receiptOf(sale));
    await approve(jonas);
    expect(await taken).toBeNull();
    expect(timesAsked()).toBe(3);
    expect(useUi.getState()).toMatchObject({ approving: null, place: "change", taking: null });
    expect(useUi.getState().paid?.saleId).toBe(sale.saleId);
  });

  it("shows no change of the cash that another window took", async () => {
    answerWith({ ok: false, refusal: "connection-lost" }, { ok: false, refusal: "needs-approval" });
    sellOn(receiptOf(sale));
    expect(await takeCash(sale, sale.cashLeft, 500)).toBe("needs-approval");
    expect(useUi.getState()).toMatchObject({ place: "sale", paid: null });
  });

  it("is nobody's to approve once another person sits at the till, also after a restart", async () => {
    followRegister(till.transport);
    answerWith({ ok: false, refusal: "needs-approval" });
    const taken = takeCash(sale, sale.cashLeft, 360);
    await asked();
    const view = registerOf(sale);
    const seat = {
      ...view.seat,
      clerk: { userId: jonas.userId, name: "Jonas", role: "manager" },
    } as const;
    till.answers["register.view"] = () => ({ ok: true, value: { ...view, seat } });
    till.lose();
    till.connect();
    expect(await taken).toBe("needs-approval");
    expect(useUi.getState().approving).toBeNull();
  });

  it("leaves a tender as it is where the manager says no to a card", async () => {
    till.answers["payments.charge"] = () => ({ ok: false, refusal: "needs-approval" });
    const charged = chargeCard();
    await asked();
    dismissApproval();
    await charged;
    expect(useUi.getState()).toMatchObject({ place: "tender", notice: { code: "needs-approval" } });
  });
});
