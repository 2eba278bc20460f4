import { beforeEach, describe, expect, it } from "vitest";
import { CreditAccountId, PaymentId, TopUpId } from "../../../contract/ids.ts";
import type { PaymentView } from "../../../contract/payment-views.ts";
import {
  chargeTopUp,
  chargeTopUpAgain,
  leaveTopUp,
} from "../../../renderer/actions/top-up-card.ts";
import { useCredit } from "../../../renderer/store/credit-store.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useHistory } from "../../../renderer/store/history-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useTopUp } from "../../../renderer/store/top-up-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, registerOf, saleOf } from "../support/fake-till.ts";
import { paymentView } from "../support/payment-fixtures.ts";
import { eventually } from "../../support/eventually.ts";

const accountId = CreditAccountId.parse("credit_1");
const topUp = { topUpId: TopUpId.parse("topup_1"), accountId };
const payment = (change: Partial<PaymentView> = {}) => paymentView({ topUp, ...change });
const wanted = { ...topUp, amount: payment().amount };
const shown = () => useTopUp.getState().payment;

let till: ReturnType<typeof createFakeTill>;
let open: PaymentView | null;
beforeEach(() => {
  const sale = saleOf("sale_1", []);
  useUi.setState({ ...useUi.getInitialState(), place: "credit" }, true);
  useTopUp.setState(useTopUp.getInitialState(), true);
  useHistory.setState({ ...useHistory.getInitialState(), isToppingUp: true }, true);
  const account = { accountId, name: "Ada", balance: null, available: null };
  useCredit.setState({ ...useCredit.getInitialState(), account }, true);
  useRegister.setState({ connection: "connected", view: registerOf(sale) });
  till = createFakeTill(sale);
  open = null;
  followRegister(till.transport);
  till.answers["credit.charge-top-up"] = () => ({ ok: true, value: payment() });
  till.answers["register.view"] = () => ({ ok: true, value: { ...registerOf(sale), topUp: open } });
});

/** The page connects, and has read what the register holds. */
async function connect(): Promise<void> {
  useRegister.setState({ connection: "restarting" });
  till.connect();
  await eventually(() => expect(useRegister.getState().connection).toBe("connected"));
}

describe("a card that tops an account up", () => {
  it("takes the dialog's place, and moves on by events until the clerk goes on", async () => {
    expect(await chargeTopUp(wanted)).toBeNull();
    expect(useHistory.getState().isToppingUp).toBe(false);
    expect(useTopUp.getState()).toMatchObject({ name: "Ada", payment: { phase: "waiting" } });
    till.tell({ event: "payment-changed", view: payment({ phase: "captured" }) });
    expect(shown()?.phase).toBe("captured");
    leaveTopUp();
    expect(shown()).toBeNull();
    expect(till.asked).toContain("credit.history");
  });

  it("is no payment of the sale that is open", async () => {
    await chargeTopUp(wanted);
    till.tell({ event: "payment-changed", view: payment({ phase: "declined" }) });
    expect(useRegister.getState().view?.payment).toBeNull();
    expect(useUi.getState()).toMatchObject({ place: "credit", paying: null });
  });

  it("stays in the dialog where it was not started", async () => {
    till.answers["credit.charge-top-up"] = () => ({ ok: false, refusal: "cards-offline" });
    expect(await chargeTopUp(wanted)).toBe("cards-offline");
    expect(useHistory.getState().isToppingUp).toBe(true);
    expect(shown()).toBeNull();
  });

  it("tries the same top-up once more where the first card is proven dead", async () => {
    await chargeTopUpAgain(payment({ phase: "cancelled" }));
    expect(till.inputs.at(-1)).toEqual(wanted);
  });

  it("is shown again by a page that was loaded meanwhile, where it waits for its card", async () => {
    useUi.setState({ place: "sale" });
    open = payment();
    await connect();
    expect(shown()?.phase).toBe("waiting");
    expect(useUi.getState().place).toBe("credit");
  });

  it("is shown by a page whose own word of a second try was lost", async () => {
    const first = payment({ phase: "cancelled" });
    useTopUp.setState({ payment: first, name: "Ada" });
    open = { ...payment(), paymentId: PaymentId.parse("pay_second") };
    await connect();
    expect(useTopUp.getState()).toMatchObject({ name: "Ada", payment: open });
  });

  it("takes no screen where it only waits for its capture", async () => {
    useUi.setState({ place: "sale" });
    open = payment({ phase: "authorised" });
    await connect();
    expect(shown()).toBeNull();
    expect(useUi.getState().place).toBe("sale");
  });

  it("leaves the next customer alone where it is unknown: it is looked up by itself", async () => {
    useUi.setState({ place: "sale" });
    open = payment({ phase: "unknown" });
    await connect();
    expect(shown()).toBeNull();
    expect(useUi.getState().place).toBe("sale");
  });

  it("is laid down where it ended while the page was away: the history says what it came to", async () => {
    await chargeTopUp(wanted);
    await connect();
    expect(shown()).toBeNull();
    expect(till.asked).toContain("credit.history");
  });
});
