import { exponentOf, toDecimal, type Money } from "../../contract/money.ts";
import { locale, MINUS } from "./locale.ts";

/** Arabic formats mark the way of their sign; a figure is drawn left to right anyway. */
const SIGN = /\u200e?-/;

/** The figure alone, "1,234.50": the currency is said once per block, not on every amount. */
export function formatAmount(amount: Money): string {
  const digits = exponentOf(amount.currency);
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // Intl formats decimal text exactly; a number would pass through a binary float.
  return format.format(toDecimal(amount) as Intl.StringNumericLiteral).replace(SIGN, MINUS);
}

/** Leaves out a fraction of nothing but zeros: notes and coins are called "20", not "20.00". */
export function formatPiece(amount: Money): string {
  const text = toDecimal(amount).replace(/\.0+$/, "");
  return new Intl.NumberFormat(locale, { minimumFractionDigits: fractionOf(text) }).format(
    text as Intl.StringNumericLiteral,
  );
}

function fractionOf(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}

/** "€117.63": for who does not stand at the till, where no line above says the currency. */
export function formatWithCurrency(amount: Money): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: amount.currency });
  return format.format(toDecimal(amount) as Intl.StringNumericLiteral).replace(SIGN, MINUS);
}
