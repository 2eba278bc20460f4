import type { ComponentProps } from "react";
import type { DayReport } from "../../../contract/day-views.ts";
import type { Money } from "../../../contract/money.ts";
import { basisPointsOf, taxKey } from "../../../contract/tax-rate.ts";
import { FigureButton, type Explain } from "../../components/figure-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import { zWords as words } from "./z-words.ts";

type Props = Readonly<{
  report: DayReport;
  amount: (minor: number) => Money;
  explain: Explain;
}>;

export function TenderFigures({ report, amount, explain }: Props) {
  return (
    <table className="figures" aria-label={words.byTender}>
      <tbody>
        {report.tenders.map(({ tender, name, count, amountMinor }) => (
          <tr key={`${tender} ${name ?? ""}`}>
            <th scope="row">
              {name ?? nameOf(tender)}
              <span className="meta">{count}</span>
            </th>
            <td className="num">
              <FigureButton
                title={name ?? nameOf(tender)}
                names={[`tenders[${name === null ? tender : `${tender} ${name}`}].amountMinor`]}
                value={formatAmount(amount(amountMinor))}
                explain={explain}
              />
            </td>
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{words.taken}</th>
          <td className="num">
            <FinalFigure
              {...{ title: words.taken, names: ["sales.takenMinor"], explain }}
              value={formatAmount(amount(report.sales.takenMinor))}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function FinalFigure(props: ComponentProps<typeof FigureButton>) {
  return (
    <FigureButton {...props}>
      <span className="final">{props.value}</span>
    </FigureButton>
  );
}

function nameOf(tender: string): string {
  return tender in words.tenders ? words.tenders[tender as keyof typeof words.tenders] : tender;
}

type TaxProps = Props & Readonly<{ taxName: string }>;

export function TaxFigures({ report, amount, explain, taxName }: TaxProps) {
  const tax = report.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
  return (
    <table className="figures" aria-label={words.byTax}>
      <thead>
        <tr>
          <th scope="col">{taxName}</th>
          <th scope="col" className="num">
            {words.netOf}
          </th>
          <th scope="col" className="num">
            {words.taxOf}
          </th>
        </tr>
      </thead>
      <tbody>
        {report.taxes.map((row) => (
          <TaxRow key={taxKey(row.code, row)} {...{ row, amount, explain }} />
        ))}
        <tr className="sum">
          <th scope="row">{taxName}</th>
          <td />
          <td className="num">
            <FinalFigure
              {...{ title: taxName, names: taxNames(report), explain }}
              value={formatAmount(amount(tax))}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

type TaxRowProps = Pick<Props, "amount" | "explain"> &
  Readonly<{ row: DayReport["taxes"][number] }>;

function TaxRow({ row, amount, explain }: TaxRowProps) {
  const title = `${row.code} ${formatRate(basisPointsOf(row))}`;
  const name = `taxes[${taxKey(row.code, row)}]`;
  const cells = [
    [words.netOf, row.netMinor, "netMinor"],
    [words.taxOf, row.taxMinor, "taxMinor"],
  ] as const;
  return (
    <tr>
      <th scope="row">{title}</th>
      {cells.map(([what, minor, member]) => (
        <td key={member} className="num">
          <FigureButton
            {...{ title: `${title}, ${what}`, names: [`${name}.${member}`], explain }}
            value={formatAmount(amount(minor))}
          />
        </td>
      ))}
    </tr>
  );
}

const taxNames = ({ taxes }: DayReport) =>
  taxes.map((tax) => `taxes[${taxKey(tax.code, tax)}].taxMinor`);

/** The way of the cash: only what moved is named. */
export function DrawerTable({ report, amount, explain }: Props) {
  const { drawer } = report;
  const rows = [
    [words.opening, drawer.openingMinor, ["openingMinor"]],
    [words.fromSafe, drawer.fromSafeMinor, ["fromSafeMinor"]],
    [words.cashSales, drawer.salesMinor, ["salesMinor"]],
    [
      words.movedIn,
      drawer.inMinor + drawer.topUpMinor + (drawer.partMinor ?? 0),
      ["inMinor", "topUpMinor", "partMinor"],
    ],
    [words.movedOut, -(drawer.outMinor + drawer.refundMinor), ["-outMinor", "-refundMinor"]],
    [words.toSafe, -drawer.toSafeMinor, ["-toSafeMinor"]],
  ] as const;
  const cell = (title: string, minor: number, members: readonly string[]) => {
    const names = members.map((member) => member.replace(/^-?/, (sign) => `${sign}drawer.`));
    return { title, names, value: formatAmount(amount(minor)), explain };
  };
  const isOver = overShortName(drawer.overShortMinor);
  return (
    <table className="figures" aria-label={words.drawer}>
      <tbody>
        {rows
          .filter(([, minor]) => minor !== 0)
          .map(([name, minor, members]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">
                <FigureButton {...cell(name, minor, members)} />
              </td>
            </tr>
          ))}
        <tr>
          <th scope="row">{isOver}</th>
          <td className="num">
            <FigureButton {...cell(isOver, drawer.overShortMinor, ["overShortMinor"])} />
          </td>
        </tr>
        <tr className="sum">
          <th scope="row">{words.closing}</th>
          <td className="num">
            <FinalFigure {...cell(words.closing, drawer.closingMinor, ["closingMinor"])} />
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
