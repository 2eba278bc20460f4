import type { ExchangeView } from "../../../contract/exchange-views.ts";
import { LineId, PaymentId, RefundId, SaleId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { PaidRefundView } from "../../../contract/refund-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import { carryBy } from "../../../renderer/api.ts";
import { exchangeOf, useExchange, type Exchange } from "../../../renderer/store/exchange-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, eur, receiptOf, registerOf } from "./fake-till.ts";

export const worth = money(500, eur);
const refundId = RefundId.parse("refund_1");
export const back = SaleId.parse("sale_old");

/** What the register says of the goods that come back. */
export function refund(
  phase: PaidRefundView["phase"],
  refusal: string | null = null,
): Readonly<{ ok: true; value: PaidRefundView }> {
  return { ok: true, value: { refundId, saleId: back, to: "cash", amount: worth, phase, refusal } };
}

/** The held key of the dialog that stands open. */
export function hold() {
  const { risk } = useUi.getState();
  if (risk === null) throw new Error("nothing is asked");
  return risk.act("Unwanted", null);
}

/** What the register keeps of an exchange for this sale. */
export const keptFor = (sale: SaleView, phase: ExchangeView["phase"]): ExchangeView => ({
  ...{ refundId, partId: PaymentId.parse("pay_1"), saleId: back, receiptNumber: "2-1" },
  lines: [{ lineId: LineId.parse("line_9"), quantity: 1 }],
  ...{ worth, forId: sale.saleId, phase },
});

export const exchangeFor = (sale: SaleView): Exchange => exchangeOf(keptFor(sale, "open"));

/** Goods came back, and others stand on this sale. */
export function beginFor(sale: SaleView, part: Partial<Exchange> = {}) {
  useUi.setState(useUi.getInitialState(), true);
  useRegister.setState({ connection: "connected", view: registerOf(sale) });
  const exchange = { ...exchangeFor(sale), ...part };
  useExchange.setState({ ...useExchange.getInitialState(), exchange }, true);
  const till = createFakeTill(sale);
  carryBy(till.transport);
  const phase = exchange.isPaidBack ? "paid-back" : "open";
  keepAt(till, sale, [{ ...keptFor(sale, phase), worth: exchange.worth }, null]);
  till.answers["refunds.pay"] = () => refund("paid");
  till.answers["sales.pay-cash"] = () => ({ ok: true, value: receiptOf(sale) });
  till.answers["exchange.end"] = () => ({ ok: true, value: null });
  return till;
}

type Till = ReturnType<typeof createFakeTill>;

type Keeps = readonly [begun: ExchangeView, after: ExchangeView | null];

/** What the register answers of the exchange, before a try and at its end. */
export function keepAt({ answers }: Till, sale: SaleView, [begun, after]: Keeps) {
  answers["exchange.begin"] = () => ({ ok: true, value: begun });
  answers["register.view"] = () => ({ ok: true, value: { ...registerOf(sale), exchange: after } });
}

/** What was said with each of these commands, once where the same was said again. */
export const saidWith = ({ asked, inputs }: Till, command: string) => {
  const said = inputs.filter((_input, index) => asked[index] === command);
  return [...new Set(said.map((input) => JSON.stringify(input)))];
};

/** What a page asks for, but for the register's word before a try and after it. */
export const acts = ({ asked }: Till) =>
  asked.filter((command) => command !== "exchange.begin" && command !== "register.view");
