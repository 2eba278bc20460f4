import { beforeEach, describe, expect, it } from "vitest";
import type { ExchangeView } from "../../../contract/exchange-views.ts";
import { LineId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { RefundableSaleView } from "../../../contract/refund-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import {
  beginExchange,
  followPaidRefund,
  giveUpExchange,
  recallExchange,
} from "../../../renderer/actions/exchange.ts";
import { askExchange } from "../../../renderer/actions/try-exchange.ts";
import { useExchange } from "../../../renderer/store/exchange-store.ts";
import { followRegister } from "../../../renderer/store/follow-register.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import {
  acts,
  back,
  beginFor,
  hold,
  keepAt,
  keptFor,
  refund,
  saidWith,
  worth,
} from "../support/exchange-page.ts";
import { type createFakeTill, eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";
import { eventually } from "../../support/eventually.ts";

/** One piece of a line is left of the sale. */
function leftOf(saleId: string) {
  const lineId = LineId.parse("line_5");
  const left = { saleId, lines: [{ lineId, refundableQuantity: 1 }] };
  return { left: left as unknown as RefundableSaleView, pieces: [{ lineId, quantity: 1 }] };
}

describe("an exchange whose refund the relay is asked about", () => {
  const sale = saleOf("sale_1");
  let till: ReturnType<typeof createFakeTill>;

  beforeEach(() => {
    till = beginFor(sale);
    till.answers["refunds.pay"] = () => refund("asked");
    keepAt(till, sale, [keptFor(sale, "open"), keptFor(sale, "open")]);
  });

  /** What the relay made of it; the next look of the exchange comes first. */
  async function end(phase: "paid" | "refused", refusal: string | null = null): Promise<void> {
    await eventually(() => expect(till.asked.at(-1)).toBe("refunds.pay"));
    followPaidRefund(refund(phase, refusal).value);
  }

  it("ends a second try on its own answer, not on that of the first", async () => {
    askExchange();
    const first = hold();
    await end("refused", "relay-away");
    expect(await first).toBe("relay-offline");
    const second = hold();
    keepAt(till, sale, [keptFor(sale, "open"), null]);
    await end("paid");
    expect(await second).toBeNull();
    expect(acts(till)).toEqual(["refunds.pay", "refunds.pay", "sales.pay-cash"]);
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
    await eventually(() => expect(useExchange.getState().exchange).toBeNull());
    expect(acts(till)).toEqual(["refunds.pay", "exchange.end"]);
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
    expect(acts(till)).toEqual(["refunds.pay", "refunds.pay", "sales.pay-cash"]);
  });
});

describe("what an exchange gives back pays once, and for its own sale", () => {
  const sale = saleOf("sale_1");
  const next = saleOf("sale_next");
  const lost = { ok: false, refusal: "connection-lost" } as const;
  const exchange = () => useExchange.getState().exchange;
  const open = (view: SaleView) => useRegister.setState({ view: registerOf(view) });

  it("asks for the same payment again when the till restarted before it answered", async () => {
    const till = beginFor(sale);
    const answers = [lost, { ok: true as const, value: receiptOf(sale) }];
    till.answers["sales.pay-cash"] = () => answers.shift() ?? lost;
    askExchange();
    expect(await hold()).toBeNull();
    expect(acts(till)).toEqual(["refunds.pay", "sales.pay-cash", "sales.pay-cash"]);
    expect(saidWith(till, "sales.pay-cash")).toHaveLength(1);
    expect(exchange()).toBeNull();
  });

  it("asks for the same part again when the till restarted before it answered", async () => {
    const small = money(200, eur);
    const till = beginFor(sale, { worth: small });
    const answers = [lost, { ok: true as const, value: sale }];
    till.answers["payments.take-cash"] = () => answers.shift() ?? lost;
    askExchange();
    expect(await hold()).toBeNull();
    expect(acts(till)).toEqual(["refunds.pay", "payments.take-cash", "payments.take-cash"]);
    expect(saidWith(till, "payments.take-cash")).toHaveLength(1);
    expect(exchange()).toBeNull();
  });

  it("is over once the register says so, and by nothing that the page sees itself", () => {
    const till = beginFor(sale, { isPaidBack: true });
    followRegister(till.transport);
    const change = money(140, eur);
    const tender = { tender: "cash", amount: sale.total, given: worth, change } as const;
    till.tell({ event: "sale-completed", view: { ...receiptOf(sale), tenders: [tender] } });
    till.tell({ event: "sale-changed", view: next });
    expect(exchange()).not.toBeNull();
    till.tell({ event: "exchange-changed", view: null });
    expect(exchange()).toBeNull();
  });

  it("is not dropped while its refund is asked, whatever completed its sale", () => {
    const till = beginFor(sale, { isUnsure: true });
    followRegister(till.transport);
    till.tell({ event: "sale-completed", view: receiptOf(sale) });
    expect(exchange()).toMatchObject({ isUnsure: true });
  });

  it("pays no other sale, and waits for its own to be recalled", () => {
    beginFor(sale, { isPaidBack: true });
    open(next);
    askExchange();
    expect(useUi.getState().risk).toBeNull();
    open(sale);
    askExchange();
    expect(useUi.getState().risk).not.toBeNull();
  });

  it("ends with cash for the customer where the new goods are not taken after all", async () => {
    const till = beginFor(sale, { isPaidBack: true });
    giveUpExchange();
    expect(exchange()).not.toBeNull();
    expect(useUi.getState().risk).toMatchObject({ facts: [["Customer gets", "5.00"]] });
    expect(await hold()).toBeNull();
    expect(exchange()).toBeNull();
    expect(acts(till)).toEqual(["exchange.end"]);
  });

  it("is not forgotten for another exchange", async () => {
    const till = beginFor(sale, { isPaidBack: true });
    const { left, pieces } = leftOf("sale_other");
    useUi.setState({ place: "sales" });
    expect(await beginExchange(left, pieces)).toBeNull();
    expect(exchange()?.saleId).toBe(back);
    expect(useUi.getState().place).toBe("sale");
    expect(acts(till)).toEqual([]);
  });

  it("belongs to the sale that was open as it began", async () => {
    const till = beginFor(sale);
    useExchange.setState({ exchange: null });
    till.answers["exchange.begin"] = () => ({ ok: true, value: keptFor(sale, "open") });
    const { left, pieces } = leftOf(sale.saleId);
    expect(await beginExchange(left, pieces)).toBeNull();
    expect(exchange()).toMatchObject({ forId: sale.saleId, isPaidBack: false, worth });
  });

  it("is not simply given up while nobody has said whether its goods are booked back", async () => {
    const till = beginFor(sale);
    const answers = [lost, { ok: false, refusal: "locked" } as const];
    till.answers["refunds.pay"] = () => answers.shift() ?? refund("paid");
    keepAt(till, sale, [keptFor(sale, "asked"), keptFor(sale, "asked")]);
    askExchange();
    expect(await hold()).toBe("locked");
    expect(exchange()?.isUnsure).toBe(true);
    giveUpExchange();
    expect(exchange()).not.toBeNull();
    expect(useUi.getState().risk?.kept).toContain("Look at sale 2-1 first");
    askExchange();
    expect(await hold()).toBeNull();
    expect(acts(till)).toEqual(["refunds.pay", "refunds.pay", "refunds.pay", "sales.pay-cash"]);
  });

  it("is given up at once where the register has said that nothing was booked back", async () => {
    const till = beginFor(sale);
    const answers = [lost, { ok: false, refusal: "not-refundable" } as const];
    till.answers["refunds.pay"] = () => answers.shift() ?? refund("paid");
    askExchange();
    expect(await hold()).toBe("not-refundable");
    giveUpExchange();
    await eventually(() => expect(exchange()).toBeNull());
  });
});

describe("a page that was loaded again", () => {
  const sale = saleOf("sale_1");
  const exchange = () => useExchange.getState().exchange;

  /** The page as it starts beside a register that keeps this of the exchange. */
  async function load(kept: ExchangeView | null) {
    const till = beginFor(sale);
    useExchange.setState(useExchange.getInitialState(), true);
    useRegister.setState(useRegister.getInitialState(), true);
    const value = { ...registerOf(sale), exchange: kept };
    till.answers["register.view"] = () => ({ ok: true, value });
    followRegister(till.transport);
    till.connect();
    await eventually(() => expect(useRegister.getState().view).not.toBeNull());
    return till;
  }

  it("goes on with the money that was booked back, and books nothing back again", async () => {
    const till = await load(keptFor(sale, "paid-back"));
    expect(exchange()).toMatchObject({ isPaidBack: true, worth });
    keepAt(till, sale, [keptFor(sale, "paid-back"), null]);
    askExchange();
    expect(await hold()).toBeNull();
    expect(till.asked).toContain("sales.pay-cash");
    expect(till.asked).not.toContain("refunds.pay");
  });

  it("hears what became of a refund that the relay had not answered", async () => {
    const till = await load(keptFor(sale, "asked"));
    expect(exchange()).toMatchObject({ isPaidBack: false, isUnsure: true });
    till.tell({ event: "exchange-changed", view: keptFor(sale, "paid-back") });
    expect(exchange()).toMatchObject({ isPaidBack: true, isUnsure: false });
  });

  it("shows none where the register keeps none, and hears of one that another page begins", async () => {
    const till = await load(null);
    expect(exchange()).toBeNull();
    till.tell({ event: "exchange-changed", view: keptFor(sale, "open") });
    expect(exchange()).toMatchObject({ receiptNumber: "2-1", isPaidBack: false });
  });

  it("leads from another sale to the parked one that the money is for", async () => {
    const till = await load(keptFor(sale, "paid-back"));
    useRegister.setState({ view: registerOf(saleOf("sale_next", [])) });
    till.answers["sales.recall"] = () => ({ ok: true, value: sale });
    await recallExchange();
    expect(till.asked.at(-1)).toBe("sales.recall");
    expect(till.inputs.at(-1)).toEqual({ saleId: sale.saleId });
  });
});
