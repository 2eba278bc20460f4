import { PaymentId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { RegisterView, SaleView } from "../../contract/views.ts";
import { said } from "./said.ts";
import { viewOf, type SimRegister } from "./sim-register.ts";
import type { Weather } from "./weather.ts";

/** The open sale is paid in parts: by another card, in cash, by voucher; or a part goes back. */
export function splitOn(weather: Weather, register: SimRegister, { sale }: RegisterView): string {
  const { saleId, left, taken } = sale;
  const dice = weather.random(100);
  if (taken.length > 0 && dice < 60) return goOn(weather, register, sale);
  if (dice < 80) {
    const amount = partOf(weather, left);
    const asked = { saleId, total: left, amount };
    return `a part of ${amount.minor} by card ${said(register.act("payments.charge", asked))}`;
  }
  if (dice < 94) return takeCash(weather, register, sale);
  return `a part ${takeVoucher(weather, register, { sale, amount: partOf(weather, left) })}`;
}

/** Something is taken: the rest follows, a part goes back, or all of it. */
function goOn(weather: Weather, register: SimRegister, sale: SaleView): string {
  const { saleId, left, cashLeft, taken } = sale;
  const grows = taken.filter(({ isRaisable }) => isRaisable);
  if (grows.length > 0 && weather.random(3) > 0) {
    const { partId: paymentId } = weather.pick(grows);
    const raised = said(register.act("payments.raise", { saleId, paymentId, left }));
    return `the rest, ${left.minor}, on ${paymentId} ${raised}`;
  }
  const dice = weather.random(60);
  if (dice < 12) return takeBack(weather, register, sale);
  if (dice < 18) return giveUp(register, sale);
  if (dice < 24) return `the rest ${takeVoucher(weather, register, { sale, amount: left })}`;
  if (dice < 34) {
    const cash = { saleId, total: cashLeft, given: cashLeft };
    return `the rest in cash ${said(register.act("sales.pay-cash", cash))}`;
  }
  return `the rest by card ${said(register.act("payments.charge", { saleId, total: left }))}`;
}

/** Between a hundredth and all of it. */
function partOf(weather: Weather, left: Money): Money {
  return { ...left, minor: Math.max(1, Math.ceil((left.minor * weather.between(1, 100)) / 100)) };
}

/** The smallest coin of these shops. */
const COIN_MINOR = 5;

function takeCash(weather: Weather, register: SimRegister, { saleId, left }: SaleView): string {
  const most = Math.max(1, Math.floor(left.minor / COIN_MINOR));
  const amount = { ...left, minor: COIN_MINOR * weather.between(1, most) };
  const partId = PaymentId.parse(`pay_cash-${weather.random(1_000_000)}`);
  const part = { saleId, partId, left, amount, given: amount };
  const taken = said(register.act("payments.take-cash", part));
  // An answer that was lost is asked for again.
  if (weather.random(5) === 0) register.act("payments.take-cash", part);
  return `a part of ${amount.minor} in cash ${taken}`;
}

type Voucher = Readonly<{ sale: SaleView; amount: Money }>;

/** All that is left of a sale completes it. */
function takeVoucher(weather: Weather, register: SimRegister, { sale, amount }: Voucher): string {
  const { saleId, left } = sale;
  const partId = PaymentId.parse(`pay_other-${weather.random(1_000_000)}`);
  const tender = { tender: "other", name: "Voucher", reference: null } as const;
  const input = { saleId, partId, left, amount, tender };
  const taken = said(register.act("payments.take-other", input));
  // An answer that was lost is asked for again.
  if (weather.random(5) === 0) register.act("payments.take-other", input);
  return `of ${amount.minor} by voucher ${taken}`;
}

function takeBack(weather: Weather, register: SimRegister, { saleId, taken }: SaleView): string {
  const { partId } = weather.pick(taken);
  const reason = "another way";
  return `take back ${said(register.act("payments.take-back", { saleId, partId, reason }))}`;
}

function giveUp(register: SimRegister, { saleId }: SaleView): string {
  return `give up ${said(register.act("sales.give-up", { saleId, reason: "they left" }))}`;
}

/**
 * When all is calm the clerk ends each sale of which a part is taken, the set aside ones, too: no hold
 * may wait for ever.
 */
export function finishSplits(weather: Weather, register: SimRegister): string | null {
  const view = viewOf(register);
  if (view === null) return null;
  const { sale, lanes, payment } = view;
  const isBusy = payment !== null && payment.phase !== "cancelled";
  if (isBusy || sale.taken.some(({ isReturning }) => isReturning)) return null;
  if (sale.taken.length > 0) return endSplit(weather, register, sale);
  const waiting = lanes.find((lane) => lane.sale.taken.length > 0 && isOver(lane.payment));
  if (waiting === undefined) return null;
  const { saleId, cashTotal, lines } = sale;
  if (lines.length > 0) {
    const cash = { saleId, total: cashTotal, given: cashTotal };
    return `makes room by cash ${said(register.act("sales.pay-cash", cash))}`;
  }
  const taken = register.act("sales.take-up", { saleId: waiting.sale.saleId });
  return `takes up ${said(taken)}`;
}

/** Taken, or proven dead. */
const isOver = ({ phase }: RegisterView["lanes"][number]["payment"]) =>
  phase === "cancelled" || phase === "authorised" || phase === "captured";

/** A part that Interac's network took cannot be let go of: then the rest is paid. */
function endSplit(weather: Weather, register: SimRegister, sale: SaleView): string {
  const { saleId, cashLeft } = sale;
  if (weather.random(2) === 0) {
    const given = giveUp(register, sale);
    if (given === "give up ok") return given;
  }
  const cash = { saleId, total: cashLeft, given: cashLeft };
  return `the rest in cash ${said(register.act("sales.pay-cash", cash))}`;
}
