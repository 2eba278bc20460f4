import { money, subtractMoney, type Money } from "../../contract/money.ts";
import type { SaleView } from "../../contract/views.ts";

/** The change for cash as it is being entered, or null while it does not cover what is due. */
export function cashChange(due: Money, givenMinor: number): Money | null {
  return givenMinor < due.minor ? null : subtractMoney(money(givenMinor, due.currency), due);
}

/** What is still missing to what is due; nothing once it is covered. */
export function cashMissing(due: Money, givenMinor: number): Money {
  return money(Math.max(0, due.minor - givenMinor), due.currency);
}

/** What paying by cash adds to the total, or takes off it. */
export function cashRounding({ cashTotal, total }: Pick<SaleView, "cashTotal" | "total">): Money {
  return subtractMoney(cashTotal, total);
}
