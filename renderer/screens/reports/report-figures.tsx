import { subtractMoney } from "../../../contract/money.ts";
import { basisPointsOf, taxKey } from "../../../contract/tax-rate.ts";
import type { ShopView, XReportView } from "../../../contract/views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import { MINUS } from "../../format/locale.ts";
import { reportWords } from "./report-words.ts";

type Props = Readonly<{ report: XReportView; shop: ShopView }>;

/** How the day's gross becomes what was taken, said as one sum. */
export function DaySum({ report }: Readonly<{ report: XReportView }>) {
  const { grossSales, discounts, rounding, taken, saleCount } = report;
  const sign = rounding.minor < 0 ? "−" : "+";
  return (
    <div className="trio">
      <Figure name={reportWords.sales(saleCount)} figure={formatAmount(grossSales)} />
      <span aria-hidden="true">−</span>
      <Figure name={reportWords.discounts} figure={formatAmount(discounts)} />
      {rounding.minor !== 0 && (
        <>
          <span aria-hidden="true">{sign}</span>
          <Figure name={reportWords.rounding} figure={formatAmount(rounding).replace("−", "")} />
        </>
      )}
      <span aria-hidden="true">=</span>
      <Figure name={reportWords.taken} figure={formatAmount(taken)} isResult />
    </div>
  );
}

type FigureProps = Readonly<{ name: string; figure: string; isResult?: boolean }>;

function Figure({ name, figure, isResult = false }: FigureProps) {
  return (
    <div className={isResult ? "result-figure" : undefined}>
      <span className="meta">{name}</span>
      <span className="num">{figure}</span>
    </div>
  );
}

export function TenderTable({ report }: Readonly<{ report: XReportView }>) {
  return (
    <table className="figures" aria-label={reportWords.byTender}>
      <tbody>
        {report.tenders.map(({ tender, count, amount }) => (
          <tr key={tender}>
            <th scope="row">
              {reportWords.tenders[tender]}
              <span className="meta">{count}</span>
            </th>
            <td className="num">{formatAmount(amount)}</td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{reportWords.taken}</th>
          <td className="num">{formatAmount(report.taken)}</td>
        </tr>
        <CardRows report={report} />
      </tbody>
    </table>
  );
}

/** Beside what was taken: what went back to cards, and what came on top for the staff. */
function CardRows({ report }: Readonly<{ report: XReportView }>) {
  const { taken, refunds, refundCount, tips } = report;
  return (
    <>
      {refundCount > 0 && (
        <>
          <tr>
            <th scope="row">
              {reportWords.refunds}
              <span className="meta">{refundCount}</span>
            </th>
            <td className="num">
              {MINUS}
              {formatAmount(refunds)}
            </td>
          </tr>
          <tr>
            <th scope="row">{reportWords.afterRefunds}</th>
            <td className="num">{formatAmount(subtractMoney(taken, refunds))}</td>
          </tr>
        </>
      )}
      {tips.minor !== 0 && (
        <tr>
          <th scope="row">{reportWords.tips}</th>
          <td className="num">{formatAmount(tips)}</td>
        </tr>
      )}
    </>
  );
}

export function TaxTable({ report, shop }: Props) {
  return (
    <table className="figures" aria-label={reportWords.byTax}>
      <thead>
        <tr>
          <th scope="col">{shop.taxName}</th>
          <th scope="col" className="num">
            {reportWords.net}
          </th>
          <th scope="col" className="num">
            {reportWords.tax}
          </th>
        </tr>
      </thead>
      <tbody>
        {report.taxes.map(({ code, net, tax, ...rate }) => (
          <tr key={taxKey(code, rate)}>
            <th scope="row">
              {code} {formatRate(basisPointsOf(rate))}
            </th>
            <td className="num">{formatAmount(net)}</td>
            <td className="num">{formatAmount(tax)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
