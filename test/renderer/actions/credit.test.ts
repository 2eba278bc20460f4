import { beforeEach, describe, expect, it } from "vitest";
import type { CreditSpendView } from "../../../contract/store-credit-views.ts";
import { CreditAccountId, PaymentId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import {
  findCredit,
  followCredit,
  followSpend,
  payByCredit,
} from "../../../renderer/actions/credit.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useCredit } from "../../../renderer/store/credit-store.ts";
import { createFakeTill, eur, saleOf } from "../support/fake-till.ts";

const accountId = CreditAccountId.parse("credit_1");
const unread = { accountId, name: "Ada Byron", balance: null, available: null };
const read = { accountId, name: "", balance: money(500, eur), available: money(300, eur) };
const sale = saleOf("sale_1");

const spend = (
  phase: CreditSpendView["phase"],
  refusal: string | null = null,
): CreditSpendView => ({
  ...{ reservationId: PaymentId.parse("pay_1"), saleId: sale.saleId, accountId, phase, refusal },
  ...{ amount: money(300, eur), available: null },
});

describe("store credit on the pay screen", () => {
  let till: ReturnType<typeof createFakeTill>;
  beforeEach(() => {
    useCredit.setState(useCredit.getInitialState(), true);
    till = createFakeTill(sale);
    carryBy(till.transport);
  });

  it("finds an account by the beginning of a name, and asks nothing for an empty one", async () => {
    till.answers["credit.find"] = () => ({ ok: true, value: [unread] });
    await findCredit("  ");
    expect(till.asked).toEqual([]);
    await findCredit("Ada");
    expect(useCredit.getState().found).toEqual([unread]);
  });

  it("takes a code for the account itself, and keeps its name when the relay has none", async () => {
    till.answers["credit.read"] = () => ({ ok: true, value: unread });
    await findCredit(" credit_1 ");
    expect(useCredit.getState().account?.accountId).toBe(accountId);
    useCredit.setState({ account: unread });
    followCredit(read);
    expect(useCredit.getState().account).toEqual({ ...read, name: "Ada Byron" });
  });

  it("says plainly that the relay is out of reach", async () => {
    till.answers["credit.read"] = () => ({ ok: false, refusal: "credit-offline" });
    await findCredit("credit_1");
    expect(useCredit.getState()).toMatchObject({ refusal: "credit-offline" });
  });

  it("asks for a part by its amount, and for all that is left by none", async () => {
    useCredit.setState({ account: read });
    till.answers["credit.pay"] = () => ({ ok: true, value: spend("asked") });
    await payByCredit(sale, money(300, eur));
    await payByCredit(sale, sale.left);
    expect(till.inputs).toEqual([
      { saleId: sale.saleId, accountId, total: sale.left, amount: money(300, eur) },
      { saleId: sale.saleId, accountId, total: sale.left },
    ]);
  });

  it("keeps an end that overtook the command's own answer", () => {
    followSpend(spend("refused", "credit-too-low"));
    followSpend(spend("asked"));
    expect(useCredit.getState()).toMatchObject({
      spend: { phase: "refused" },
      refusal: "credit-too-low",
    });
  });

  it("shows a word for why nothing was taken, and none where the clerk stopped it", () => {
    followSpend(spend("released", "line-lost"));
    expect(useCredit.getState().refusal).toBe("credit-offline");
    useCredit.setState(useCredit.getInitialState(), true);
    followSpend(spend("released", "cancelled"));
    expect(useCredit.getState().refusal).toBeNull();
  });
});
