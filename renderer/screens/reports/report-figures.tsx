import type { ComponentProps } from "react";
import { subtractMoney } from "../../../contract/money.ts";
import { basisPointsOf, taxKey } from "../../../contract/tax-rate.ts";
import type { ShopView, XReportView } from "../../../contract/views.ts";
import { explain } from "../../actions/explain.ts";
import { FigureButton, type Explain } from "../../components/figure-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import { MINUS } from "../../format/locale.ts";
import { reportWords } from "./report-words.ts";

type Props = Readonly<{ report: XReportView }>;

/** Opens a number of this X, as it stood when it was read. */
export const opener =
  ({ lastSeq }: XReportView): Explain =>
  (figure) =>
    void explain({ kind: "x", lastSeq }, figure);

/** How the day's gross becomes what was taken, said as one sum. */
export function DaySum({ report }: Props) {
  const { grossSales, discounts, rounding, taken, saleCount } = report;
  const figure = (title: string, member: string, value: string) => {
    const sign = member.startsWith("-") ? "-" : "";
    const names = [`${sign}sales.${member.replace("-", "")}`];
    return { title, names, value, explain: opener(report) };
  };
  const sign = rounding.minor < 0 ? "−" : "+";
  return (
    <div className="trio">
      <Figure {...figure(reportWords.sales(saleCount), "grossMinor", formatAmount(grossSales))} />
      <span aria-hidden="true">−</span>
      <Figure {...figure(reportWords.discounts, "discountMinor", formatAmount(discounts))} />
      {rounding.minor !== 0 && (
        <>
          <span aria-hidden="true">{sign}</span>
          <Figure
            {...figure(
              reportWords.rounding,
              rounding.minor < 0 ? "-roundingMinor" : "roundingMinor",
              formatAmount(rounding).replace("−", ""),
            )}
          />
        </>
      )}
      <span aria-hidden="true">=</span>
      <Figure {...figure(reportWords.taken, "takenMinor", formatAmount(taken))} isResult />
    </div>
  );
}

type FigureProps = ComponentProps<typeof FigureButton> & Readonly<{ isResult?: boolean }>;

function Figure({ isResult = false, ...figure }: FigureProps) {
  return (
    <div className={isResult ? "result-figure" : undefined}>
      <span className="meta">{figure.title}</span>
      <span className="num">
        <FigureButton {...figure} />
      </span>
    </div>
  );
}

export function TenderTable({ report }: Props) {
  const open = opener(report);
  return (
    <table className="figures" aria-label={reportWords.byTender}>
      <tbody>
        {report.tenders.map(({ tender, name, count, amount }) => (
          <tr key={`${tender} ${name ?? ""}`}>
            <th scope="row">
              {name ?? reportWords.tenders[tender]}
              <span className="meta">{count}</span>
            </th>
            <td className="num">
              <FigureButton
                {...{ title: name ?? reportWords.tenders[tender], explain: open }}
                names={[`tenders[${name === null ? tender : `${tender} ${name}`}].amountMinor`]}
                value={formatAmount(amount)}
              />
            </td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{reportWords.taken}</th>
          <td className="num">
            <FigureButton
              {...{ title: reportWords.taken, names: ["sales.takenMinor"], explain: open }}
              value={formatAmount(report.taken)}
            />
          </td>
        </tr>
        <CardRows report={report} />
      </tbody>
    </table>
  );
}

const givenBack = ["-refunds.amountMinor", "refunds.failedMinor"];

/** Beside what was taken: what went back to cards, and what came on top for the staff. */
function CardRows({ report }: Props) {
  const { taken, refunds, refundCount, tips } = report;
  const open = opener(report);
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
              <FigureButton
                {...{ title: reportWords.refunds, names: givenBack, explain: open }}
                value={`${MINUS}${formatAmount(refunds)}`}
              />
            </td>
          </tr>
          <tr>
            <th scope="row">{reportWords.afterRefunds}</th>
            <td className="num">
              <FigureButton
                {...{ title: reportWords.afterRefunds, explain: open }}
                names={["sales.takenMinor", ...givenBack]}
                value={formatAmount(subtractMoney(taken, refunds))}
              />
            </td>
          </tr>
        </>
      )}
      {tips.minor !== 0 && (
        <tr>
          <th scope="row">{reportWords.tips}</th>
          <td className="num">
            <FigureButton
              {...{ title: reportWords.tips, names: ["sales.tipMinor"], explain: open }}
              value={formatAmount(tips)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

export function TaxTable({ report, shop }: Props & Readonly<{ shop: ShopView }>) {
  const open = opener(report);
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
        {report.taxes.map(({ code, net, tax, ...rate }) => {
          const title = `${code} ${formatRate(basisPointsOf(rate))}`;
          const name = `taxes[${taxKey(code, rate)}]`;
          const cells = [
            [reportWords.net, net, "netMinor"],
            [reportWords.tax, tax, "taxMinor"],
          ] as const;
          return (
            <tr key={name}>
              <th scope="row">{title}</th>
              {cells.map(([what, amount, member]) => (
                <td key={member} className="num">
                  <FigureButton
                    {...{ title: `${title}, ${what}`, names: [`${name}.${member}`], explain: open }}
                    value={formatAmount(amount)}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
