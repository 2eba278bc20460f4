import type { DayReport } from "../../../contract/day-views.ts";
import type { Money } from "../../../contract/money.ts";
import { basisPointsOf, taxKey } from "../../../contract/tax-rate.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import { zWords as words } from "./z-words.ts";

type Props = Readonly<{ report: DayReport; amount: (minor: number) => Money }>;

export function TenderFigures({ report, amount }: Props) {
  return (
    <table className="figures" aria-label={words.byTender}>
      <tbody>
        {report.tenders.map(({ tender, name, count, amountMinor }) => (
          <tr key={`${tender} ${name ?? ""}`}>
            <th scope="row">
              {name ?? nameOf(tender)}
              <span className="meta">{count}</span>
            </th>
            <td className="num">{formatAmount(amount(amountMinor))}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{words.taken}</th>
          <td className="num">
            <span className="final">{formatAmount(amount(report.sales.takenMinor))}</span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function nameOf(tender: string): string {
  return tender in words.tenders ? words.tenders[tender as keyof typeof words.tenders] : tender;
}

export function TaxFigures({ report, amount, taxName }: Props & Readonly<{ taxName: string }>) {
  const tax = report.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
  return (
    <table className="figures" aria-label={words.byTax}>
      <tbody>
        {report.taxes.map(({ code, netMinor, taxMinor, ...rate }) => (
          <tr key={taxKey(code, rate)}>
            <th scope="row">
              {code} {formatRate(basisPointsOf(rate))}
            </th>
            <td className="num">{formatAmount(amount(netMinor + taxMinor))}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{taxName}</th>
          <td className="num">
            <span className="final">{formatAmount(amount(tax))}</span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The way of the cash: only what moved is named. */
export function DrawerTable({ report, amount }: Props) {
  const { drawer } = report;
  const rows = [
    [words.opening, drawer.openingMinor],
    [words.fromSafe, drawer.fromSafeMinor],
    [words.cashSales, drawer.salesMinor],
    [words.movedIn, drawer.inMinor + drawer.topUpMinor + (drawer.partMinor ?? 0)],
    [words.movedOut, -(drawer.outMinor + drawer.refundMinor)],
    [words.toSafe, -drawer.toSafeMinor],
  ] as const;
  return (
    <table className="figures" aria-label={words.drawer}>
      <tbody>
        {rows
          .filter(([, minor]) => minor !== 0)
          .map(([name, minor]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{formatAmount(amount(minor))}</td>
            </tr>
          ))}
        <tr>
          <th scope="row">{overShortName(drawer.overShortMinor)}</th>
          <td className="num">{formatAmount(amount(drawer.overShortMinor))}</td>
        </tr>
        <tr className="sum">
          <th scope="row">{words.closing}</th>
          <td className="num">
            <span className="final">{formatAmount(amount(drawer.closingMinor))}</span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function overShortName(minor: number): string {
  if (minor === 0) return words.even;
  return minor > 0 ? words.over : words.short;
}
