import { beforeEach, describe, expect, it } from "vitest";
import { LineId, RefundId, RegisterId, SaleId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type {
  PaidRefundView,
  RefundableSaleView,
  SaleLookupView,
} from "../../../contract/refund-views.ts";
import { isReceiptNumber, lookUp, openLookedUpRefund } from "../../../renderer/actions/look-up.ts";
import { canRefund } from "../../../renderer/actions/refund.ts";
import { findSales } from "../../../renderer/actions/sales-list.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useLookup } from "../../../renderer/store/lookup-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { eventually } from "../../support/eventually.ts";
import { createFakeTill, eur, registerOf, saleOf } from "../support/fake-till.ts";

const saleId = SaleId.parse("sale_elsewhere");
const worth = (minor: number): RefundableSaleView => ({
  ...{ saleId, originRegisterId: RegisterId.parse("reg_3"), receiptNumber: "3-7" },
  lines: [
    {
      ...{ lineId: LineId.parse("line_1"), name: "Flat white", detail: "", quantity: 1 },
      ...{ refundableQuantity: minor > 0 ? 1 : 0, refundable: money(minor, eur) },
    },
  ],
  ...{ givenBack: money(360 - minor, eur), refundable: money(minor, eur) },
  ...{ cashRefundable: money(minor, eur), cards: [], named: [] },
});
const found = (minor: number): SaleLookupView => ({
  ...{ receiptNumber: "3-7", state: "found", sale: worth(minor) },
});
const asked: SaleLookupView = { receiptNumber: "3-7", state: "asked", sale: null };
const refund = (phase: PaidRefundView["phase"]): PaidRefundView => ({
  ...{ refundId: RefundId.parse("refund_1"), saleId, to: "cash", amount: money(360, eur) },
  ...{ phase, refusal: phase === "refused" ? "refund-over-sold" : null },
});

let till: ReturnType<typeof createFakeTill>;
beforeEach(() => {
  const sale = saleOf("sale_1", []);
  useUi.setState(useUi.getInitialState(), true);
  useLookup.setState(useLookup.getInitialState(), true);
  useRegister.setState({ connection: "connected", view: registerOf(sale) });
  till = createFakeTill(sale);
  followRegister(till.transport);
  till.answers["refunds.find"] = () => ({ ok: true, value: asked });
});

describe("a look-up that nobody answered", () => {
  it("is asked for again once the page has a register again, and one that ended is not", async () => {
    await lookUp("3-7");
    till.lose();
    till.connect();
    const times = () => till.asked.filter((command) => command === "refunds.find").length;
    await eventually(() => expect(times()).toBe(2));
    till.tell({ event: "sale-looked-up", view: found(360) });
    till.lose();
    till.asked.splice(0);
    till.connect();
    await eventually(() => expect(till.asked.at(-1)).toBe("sales.find"));
    expect(times()).toBe(0);
  });
});

describe("a receipt of another till", () => {
  it.each([
    ["3-7", true],
    [" 12-345 ", true],
    ["3.60", false],
    ["0-7", false],
    ["3-7-1", false],
    ["", false],
  ])("%j is one: %s", async (text, is) => {
    expect(isReceiptNumber(text)).toBe(is);
    await lookUp(text);
    expect(till.asked).toEqual(is ? ["refunds.find"] : []);
  });

  it("is shown once the relay has answered, and only the one that was asked for", async () => {
    await lookUp("3-7");
    expect(useLookup.getState()).toMatchObject({ state: "asked", sale: null });
    till.tell({ event: "sale-looked-up", view: { ...found(360), receiptNumber: "3-8" } });
    expect(useLookup.getState().sale).toBeNull();
    till.tell({ event: "sale-looked-up", view: found(360) });
    expect(useLookup.getState()).toMatchObject({ state: "found", sale: { saleId } });
    openLookedUpRefund();
    expect(useUi.getState().refundingId).toBe(saleId);
  });

  it("says why nobody could be asked", async () => {
    till.answers["refunds.find"] = () => ({ ok: false, refusal: "relay-offline" });
    await lookUp("3-7");
    expect(useLookup.getState().refusal).toBe("relay-offline");
  });

  it("is read anew once something of it went back, and says what was handed over", async () => {
    await lookUp("3-7");
    till.tell({ event: "sale-looked-up", view: found(360) });
    till.tell({ event: "paid-refund-changed", view: refund("asked") });
    till.tell({ event: "paid-refund-changed", view: refund("paid") });
    expect(till.asked).toEqual(["refunds.find", "refunds.find"]);
    till.tell({ event: "sale-looked-up", view: found(0) });
    expect(useLookup.getState()).toMatchObject({
      refund: { phase: "paid" },
      sale: { refundable: money(0, eur) },
    });
    openLookedUpRefund();
    expect(useUi.getState().refundingId).toBeNull();
  });

  it("keeps what became of a refund, though the answer that it is asked comes late", async () => {
    await lookUp("3-7");
    till.tell({ event: "sale-looked-up", view: found(360) });
    till.tell({ event: "paid-refund-changed", view: refund("paid") });
    till.tell({ event: "paid-refund-changed", view: refund("asked") });
    expect(useLookup.getState().refund?.phase).toBe("paid");
  });

  it("is forgotten with the text that it was looked up by", async () => {
    await lookUp("3-7");
    await findSales("");
    till.tell({ event: "sale-looked-up", view: found(360) });
    expect(useLookup.getState()).toMatchObject({ receiptNumber: null, sale: null });
  });

  it("can go back as long as something of it is left", () => {
    expect(canRefund(worth(360))).toBe(true);
    expect(canRefund(worth(0))).toBe(false);
  });
});
