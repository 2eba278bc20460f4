import { exponentOf, toDecimal, type Money } from "../../contract/money.ts";
import { locale, MINUS } from "./locale.ts";

/** Arabic formats mark the way of their sign; a figure is drawn left to right anyway. */
const SIGN = /\u200e?-/;

/** The figure alone, "1,234.50": the currency is said once per block, not on every amount. */
export function formatAmount(amount: Money): string {
  return formatted(figureFormat(exponentOf(amount.currency)), toDecimal(amount));
}

/** Leaves out a fraction of nothing but zeros: notes and coins are called "20", not "20.00". */
export function formatPiece(amount: Money): string {
  const text = toDecimal(amount).replace(/\.0+$/, "");
  return formatted(figureFormat(text.split(".")[1]?.length ?? 0), text);
}

/** "€117.63": for who does not stand at the till, where no line above says the currency. */
export function formatWithCurrency(amount: Money): string {
  return formatted(currencyFormat(amount.currency), toDecimal(amount));
}

/** Intl formats decimal text exactly; a number would pass through a binary float. */
function formatted(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as Intl.StringNumericLiteral).replace(SIGN, MINUS);
}

/** A screen shows hundreds of amounts, and to make a format takes longer than to use it. */
const figureFormat = kept((digits: number) => {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});
const currencyFormat = kept((currency: string) => {
  return new Intl.NumberFormat(locale, { style: "currency", currency });
});

function kept<Key>(make: (key: Key) => Intl.NumberFormat): (key: Key) => Intl.NumberFormat {
  const formats = new Map<Key, Intl.NumberFormat>();
  return (key) => {
    const format = formats.get(key) ?? make(key);
    formats.set(key, format);
    return format;
  };
}
