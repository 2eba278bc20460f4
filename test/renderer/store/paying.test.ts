import { describe, expect, it } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import { settledLanes, withPayment } from "../../../renderer/store/paying.ts";
import { saleOf } from "../support/fake-till.ts";
import { paymentView } from "../support/payment-fixtures.ts";

const lane = (saleId: string) => ({ sale: saleOf(saleId), payment: paymentView() });
const saleIds = (lanes: ReturnType<typeof settledLanes>) => lanes.map(({ sale }) => sale.saleId);

describe("withPayment", () => {
  const paying = { sale: saleOf("sale_1"), payment: paymentView(), receipt: null };

  it("follows the payment on the screen", () => {
    const captured = paymentView({ phase: "captured" });
    expect(withPayment(paying, captured)?.payment.phase).toBe("captured");
  });

  it("leaves the screen alone when another payment moves", () => {
    const other = paymentView({ paymentId: PaymentId.parse("pay_2"), phase: "captured" });
    expect(withPayment(paying, other)).toBe(paying);
    expect(withPayment(null, other)).toBeNull();
  });
});

describe("settledLanes", () => {
  it("are the lanes that went without becoming the open sale", () => {
    const before = [lane("sale_1"), lane("sale_2"), lane("sale_3")];
    const after = { sale: saleOf("sale_2"), lanes: [lane("sale_3")] };
    expect(saleIds(settledLanes(before, after))).toEqual(["sale_1"]);
  });

  it("are none while the lanes only change their state", () => {
    const before = [lane("sale_1")];
    expect(settledLanes(before, { sale: saleOf("sale_9"), lanes: before })).toEqual([]);
  });
});
