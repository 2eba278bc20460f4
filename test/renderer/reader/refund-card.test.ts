import { describe, expect, it } from "vitest";
import { RefundId } from "../../../contract/ids.ts";
import type { ToReaderWindow } from "../../../contract/reader-window.ts";
import { collect, connect, errorOf, openPage } from "./support/open-page.ts";

describe("the reader page asks for the card of a refund", () => {
  const refundId = RefundId.parse("refund_1");
  const refund: ToReaderWindow = {
    ...{ type: "collect-refund", refundId, chargeId: "ch_1", amountMinor: 500, currency: "CAD" },
  };
  const endings = (page: ReturnType<typeof openPage>) =>
    page.said.filter((each) => each.type === "refund-finished");

  it("with the charge, the amount and its currency, and then gives the money back", async () => {
    const asked: unknown[][] = [];
    const page = openPage({ collectRefundPaymentMethod: (...input) => void asked.push(input) });
    await page.hear(connect, refund);
    expect(asked).toEqual([["ch_1", 500, "cad"]]);
    expect(page.called.slice(-2)).toEqual(["collectRefundPaymentMethod", "processRefund"]);
    expect(endings(page)).toMatchObject([{ refundId, hint: "processed", code: null }]);
  });

  it.each([
    ["card_declined", "declined"],
    ["canceled_by_customer", "cancelled"],
    ["network_timeout", "unknown"],
    ["something_new", "unknown"],
  ])("and says of %s: %s", async (code, hint) => {
    const page = openPage({ processRefund: () => errorOf(code) });
    await page.hear(connect, refund);
    expect(endings(page)).toMatchObject([{ hint, code }]);
  });

  it("and of nothing else until that has ended", async () => {
    const page = openPage({ collectRefundPaymentMethod: () => new Promise(() => undefined) });
    await page.hear(connect, refund, collect, { type: "hello" });
    expect(page.finished()).toMatchObject([{ hint: "not-started" }]);
    expect(page.said.findLast(({ type }) => type === "opened")).toMatchObject({ refundId });
    await page.hear({ type: "cancel-refund", refundId });
    expect(page.called.at(-1)).toBe("cancelCollectRefundPaymentMethod");
  });

  it("and says once more how it ended, to a register that comes back", async () => {
    const page = openPage();
    await page.hear(connect, refund, { type: "hello" });
    expect(endings(page)).toHaveLength(2);
    expect(endings(page)[1]).toEqual(endings(page)[0]);
  });

  it("without a reader begins nothing", async () => {
    const page = openPage();
    await page.hear(refund);
    expect(endings(page)).toMatchObject([{ hint: "not-started" }]);
  });
});
