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

/** What paying the rest by cash adds to it, or takes off it. */
export function cashRounding({ cashLeft, left }: Pick<SaleView, "cashLeft" | "left">): Money {
  return subtractMoney(cashLeft, left);
}
