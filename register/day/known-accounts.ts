import { basisPointsOf, type TaxClass } from "../../contract/tax-rate.ts";
import { accounts, isChartAccount } from "../../ledger/chart.ts";
import type { Ledger } from "../../ledger/ledger.ts";

type Deps = Readonly<{
  ledger: Pick<Ledger, "isUsed">;
  shop: Readonly<{ taxClasses: readonly TaxClass[] }>;
}>;

const fixed: readonly unknown[] = Object.values(accounts);

/**
 * Whether an account is one of this shop's: the chart's own, one of its tax classes, or one that its
 * book has posted to, as a connection's or a named tender's. A slip of the pen is none.
 */
export function isKnownAccount({ ledger, shop }: Deps, account: string): boolean {
  if (!isChartAccount(account)) return false;
  const isShops = shop.taxClasses.some((taxClass) => accountsOf(taxClass).includes(account));
  return fixed.includes(account) || isShops || ledger.isUsed(account);
}

function accountsOf(taxClass: TaxClass): readonly string[] {
  const { code, taxes = [taxClass] } = taxClass;
  return [
    ...[accounts.sales(code), accounts.discounts(code), accounts.refunds(code)],
    ...taxes.map((tax) => accounts.taxPayable(tax.code, basisPointsOf(tax))),
  ];
}
