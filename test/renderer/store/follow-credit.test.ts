import { describe, expect, it } from "vitest";
import { CreditAccountId, PaymentId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { CreditSpendView } from "../../../contract/store-credit-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { useCredit } from "../../../renderer/store/credit-store.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useTender } from "../../../renderer/store/tender-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

const sale = saleOf("sale_1");
const accountId = CreditAccountId.parse("credit_1");
const asked: CreditSpendView = {
  ...{ reservationId: PaymentId.parse("pay_1"), saleId: sale.saleId, accountId, phase: "asked" },
  ...{ amount: money(300, eur), refusal: null, available: null },
};
const unread = { accountId, name: "Ada", balance: null, available: null };

/** A page that is loaded anew while the register has this to show. */
async function load(changes: Partial<RegisterView>, spend: CreditSpendView | null = null) {
  for (const store of [useRegister, useUi, useTender, useCredit] as const) {
    (store as typeof useUi).setState(store.getInitialState() as never, true);
  }
  useCredit.setState({ spend });
  const till = createFakeTill(sale);
  till.answers["register.view"] = () => ({ ok: true, value: { ...registerOf(sale), ...changes } });
  till.answers["credit.read"] = () => ({ ok: true, value: unread });
  followRegister(till.transport);
  till.connect();
  await new Promise<void>((resolve) => {
    const look = () => {
      if (useRegister.getState().connection === "connected") resolve();
    };
    useRegister.subscribe(look);
    look();
  });
  return till;
}

describe("an attempt by store credit, after the page was loaded anew", () => {
  it("is shown where it can be cancelled, with its account read again", async () => {
    const till = await load({ creditSpend: asked });
    expect(useUi.getState().place).toBe("tender");
    expect(useTender.getState().panel).toBe("credit");
    expect(useCredit.getState()).toMatchObject({ spend: asked, account: { accountId } });
    expect(till.asked).toContain("credit.read");
  });

  it("is over where the register has none any more, and the sale is where it was", async () => {
    await load({ creditSpend: null }, asked);
    expect(useCredit.getState().spend).toBeNull();
    expect(useUi.getState().place).toBe("sale");
  });

  it("shows what it paid, where its sale was completed meanwhile", async () => {
    const lastReceipt = receiptOf(sale);
    await load({ sale: saleOf("sale_2", []), creditSpend: null, lastReceipt }, asked);
    expect(useUi.getState()).toMatchObject({ place: "change", paid: lastReceipt });
  });
});
