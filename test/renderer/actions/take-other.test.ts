import { beforeEach, describe, expect, it } from "vitest";
import { UserId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import { approve } from "../../../renderer/actions/approve.ts";
import { takeOther } from "../../../renderer/actions/take-other.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useTender } from "../../../renderer/store/tender-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import type { Answer } from "../../../renderer/transports/answer.ts";
import { eventually } from "../../support/eventually.ts";
import { createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

describe("takeOther", () => {
  const sale = saleOf("sale_1");
  const next = saleOf("sale_2", []);
  const voucher = { name: "Voucher", reference: " V-77 " };
  let till: ReturnType<typeof createFakeTill>;

  const answerWith = (...outcomes: Answer<"payments.take-other">[]) => {
    till.answers["payments.take-other"] = () =>
      outcomes.shift() ?? { ok: false, refusal: "till-bug" };
  };

  beforeEach(() => {
    useUi.setState({ ...useUi.getInitialState(), place: "tender" }, true);
    useTender.setState({ panel: "named", named: "Voucher", owed: money(50, eur) });
    useRegister.setState({ connection: "connected", view: registerOf(sale) });
    till = createFakeTill(sale);
    carryBy(till.transport);
  });

  it("shows the sale as paid where it was all that was left", async () => {
    answerWith({ ok: true, value: { sale: next, receipt: receiptOf(sale) } });
    expect(await takeOther(sale, sale.left, voucher)).toBeNull();
    expect(useUi.getState()).toMatchObject({ place: "change", taking: null });
    expect(till.inputs).toMatchObject([
      { left: sale.left, tender: { tender: "other", name: "Voucher", reference: "V-77" } },
    ]);
  });

  it("stays where a part was taken; a number that is not there is none", async () => {
    answerWith({ ok: true, value: { sale, receipt: null } });
    const part = { name: "Voucher", reference: "  " };
    expect(await takeOther(sale, money(100, eur), part)).toBeNull();
    expect(useUi.getState()).toMatchObject({ place: "tender", taking: null, paid: null });
    expect(useTender.getState().owed).toBeNull();
    expect(till.inputs).toMatchObject([{ tender: { reference: null } }]);
  });

  it("asks by one id until the till has said what became of it, F21", async () => {
    answerWith(
      { ok: false, refusal: "connection-lost" },
      { ok: true, value: { sale: next, receipt: receiptOf(sale) } },
    );
    expect(await takeOther(sale, sale.left, voucher)).toBeNull();
    expect(till.inputs).toHaveLength(2);
    expect(till.inputs[1]).toEqual(till.inputs[0]);
  });

  it("asks a manager in place where the shop wants one, then takes the very same", async () => {
    till.answers["people.approve"] = () => ({ ok: true, value: null });
    answerWith(
      { ok: false, refusal: "needs-approval" },
      { ok: true, value: { sale: next, receipt: receiptOf(sale) } },
    );
    const taken = takeOther(sale, sale.left, voucher);
    await eventually(() => expect(useUi.getState().approving).not.toBeNull());
    expect(await approve({ userId: UserId.parse("user_jonas"), pin: "1234" })).toBeNull();
    expect(await taken).toBeNull();
    const [first, approval, again] = till.inputs;
    expect(approval).toMatchObject({ command: "payments.take-other", input: first });
    expect(again).toEqual(first);
  });

  it.each([
    ["its own tender", "Voucher", null],
    ["another window's", "Meal card", "needs-approval"],
  ])("after a lost answer finds the sale paid by %s", async (_whose, paidBy, refusal) => {
    const other = { tender: "other", name: paidBy, reference: null, amount: sale.left } as const;
    const lastReceipt = { ...receiptOf(sale), tenders: [other] };
    const view = { ...registerOf(next), lastReceipt };
    till.answers["register.view"] = () => ({ ok: true, value: view });
    answerWith({ ok: false, refusal: "connection-lost" }, { ok: false, refusal: "needs-approval" });
    expect(await takeOther(sale, sale.left, voucher)).toBe(refusal);
    expect(useUi.getState().paid === null).toBe(refusal !== null);
  });

  it("answers a refusal, and keeps the screen", async () => {
    answerWith({ ok: false, refusal: "unknown-tender" });
    expect(await takeOther(sale, sale.left, voucher)).toBe("unknown-tender");
    expect(useUi.getState()).toMatchObject({ place: "tender", taking: null, paid: null });
  });
});
