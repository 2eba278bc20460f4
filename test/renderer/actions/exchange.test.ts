import { beforeEach, describe, expect, it } from "vitest";
import { LineId, PaymentId, RefundId, SaleId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { PaidRefundView } from "../../../contract/refund-views.ts";
import {
  askExchange,
  followPaidRefund,
  giveUpExchange,
} from "../../../renderer/actions/exchange.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useExchange } from "../../../renderer/store/exchange-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

const worth = money(500, eur);
const refundId = RefundId.parse("refund_1");
const back = SaleId.parse("sale_old");

/** What the register says of the goods that come back. */
function refund(
  phase: PaidRefundView["phase"],
  refusal: string | null = null,
): Readonly<{ ok: true; value: PaidRefundView }> {
  return { ok: true, value: { refundId, saleId: back, to: "cash", amount: worth, phase, refusal } };
}

/** The held key of the dialog that stands open. */
function hold() {
  const { risk } = useUi.getState();
  if (risk === null) throw new Error("nothing is asked");
  return risk.act("Unwanted", null);
}

describe("an exchange whose refund the relay is asked about", () => {
  const sale = saleOf("sale_1");
  let till: ReturnType<typeof createFakeTill>;

  beforeEach(() => {
    useUi.setState(useUi.getInitialState(), true);
    useRegister.setState({ connection: "connected", view: registerOf(sale) });
    useExchange.setState(
      {
        ...useExchange.getInitialState(),
        exchange: {
          ...{ refundId, partId: PaymentId.parse("pay_1"), saleId: back, receiptNumber: "2-1" },
          lines: [{ lineId: LineId.parse("line_9"), quantity: 1 }],
          ...{ worth, isPaidBack: false },
        },
      },
      true,
    );
    till = createFakeTill(sale);
    carryBy(till.transport);
    till.answers["refunds.pay"] = () => refund("asked");
    till.answers["sales.pay-cash"] = () => ({ ok: true, value: receiptOf(sale) });
  });

  /** What the relay made of it; the next look of the exchange comes first. */
  async function end(phase: "paid" | "refused", refusal: string | null = null): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
    followPaidRefund(refund(phase, refusal).value);
  }

  it("ends a second try on its own answer, not on that of the first", async () => {
    askExchange();
    const first = hold();
    await end("refused", "relay-away");
    expect(await first).toBe("relay-offline");
    const second = hold();
    await end("paid");
    expect(await second).toBeNull();
    expect(till.asked).toEqual(["refunds.pay", "refunds.pay", "sales.pay-cash"]);
    expect(useUi.getState().place).toBe("change");
  });

  it("cannot be given up, nor tried once more, while the answer is awaited", async () => {
    askExchange();
    const first = hold();
    expect(useExchange.getState().isUnderWay).toBe(true);
    giveUpExchange();
    expect(useExchange.getState().exchange).not.toBeNull();
    expect(await hold()).toBe("refund-in-progress");
    await end("refused", "relay-away");
    await first;
    expect(useExchange.getState().isUnderWay).toBe(false);
    giveUpExchange();
    expect(useExchange.getState().exchange).toBeNull();
    expect(till.asked).toEqual(["refunds.pay"]);
  });

  it("asks about the refund again when the till restarted before it answered", async () => {
    const answers = [{ ok: false as const, refusal: "connection-lost" as const }, refund("paid")];
    till.answers["refunds.pay"] = () => answers.shift() ?? { ok: false, refusal: "till-bug" };
    useRegister.setState({ connection: "restarting" });
    askExchange();
    const only = hold();
    await Promise.resolve();
    useRegister.setState({ connection: "connected" });
    expect(await only).toBeNull();
    expect(till.asked).toEqual(["refunds.pay", "refunds.pay", "sales.pay-cash"]);
  });
});
