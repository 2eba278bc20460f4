import { Check, RotateCw, ShieldCheck, TriangleAlert } from "lucide-react";
import type { ZReportView } from "../../../contract/day-views.ts";
import { money, type Money } from "../../../contract/money.ts";
import type { ShopView } from "../../../contract/views.ts";
import { explain } from "../../actions/explain.ts";
import { rebuildZ } from "../../actions/z-reports.ts";
import { CorrectionTable } from "../../components/correction-table.tsx";
import { FigureButton, type Explain } from "../../components/figure-button.tsx";
import { formatHash } from "../../format/format-hash.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatMoment } from "../../format/format-time.ts";
import { MINUS } from "../../format/locale.ts";
import { useZReports } from "../../store/z-store.ts";
import { DrawerTable, TaxFigures, TenderFigures } from "./z-figures.tsx";
import { zWords as words } from "./z-words.ts";

type Props = Readonly<{ z: ZReportView; shop: ShopView }>;

/** A closed day. Its sums wear the double rule: nothing of them ever changes. */
export function ZReport({ z, shop }: Props) {
  const { zNumber, atMs, closedBy, report } = z;
  const amount = (minor: number): Money => money(minor, shop.currency);
  const open: Explain = (figure) => void explain({ kind: "z", zNumber }, figure);
  const shown = { amount, explain: open };
  return (
    <section className="page z-page" aria-label={words.z(zNumber)} tabIndex={0}>
      <header>
        <div>
          <h1>{words.z(zNumber)}</h1>
          <p className="meta">{words.closed(formatMoment(atMs), closedBy)}</p>
        </div>
        <span className="grow" />
        <button type="button" className="button" onClick={() => void rebuildZ()}>
          <RotateCw aria-hidden="true" />
          {words.rebuild}
        </button>
      </header>
      <Rebuilt />
      <NetSum z={z} {...shown} />
      <TenderFigures report={report} {...shown} />
      <div className="z-columns">
        <TaxFigures report={report} taxName={shop.taxName} {...shown} />
        <DrawerTable report={report} {...shown} />
      </div>
      <CorrectionTable corrections={report.corrections} taxName={shop.taxName} {...shown} />
      <Perpetual z={z} explain={open} />
      <footer className="meta">
        <ShieldCheck className="small" aria-hidden="true" />
        {words.covers(report.firstSeq, report.lastSeq)}
        <span className="mono">{formatHash(report.headHash)}</span>
        {z.keyId !== null && <span>{words.signedBy(z.keyId)}</span>}
      </footer>
    </section>
  );
}

/** What went back: refunds, less those that failed. */
const givenNames = ["refunds.amountMinor", "-refunds.failedMinor"];
const netNames = ["sales.takenMinor", "-refunds.amountMinor", "refunds.failedMinor"];

function Rebuilt() {
  const rebuilt = useZReports((state) => state.rebuilt);
  if (rebuilt === null) return null;
  const Icon = rebuilt.isSame ? Check : TriangleAlert;
  return (
    <p className={rebuilt.isSame ? "z-same" : "z-differs"} role="status">
      <Icon className="small" aria-hidden="true" />
      {rebuilt.isSame ? words.same : words.differs}
    </p>
  );
}

type SumProps = Readonly<{
  z: ZReportView;
  amount: (minor: number) => Money;
  explain: Explain;
}>;

function NetSum({ z, amount, explain: open }: SumProps) {
  const { sales, refunds } = z.report;
  const given = refunds.amountMinor - refunds.failedMinor;
  const [soldTitle, givenTitle] = [
    words.sales(sales.count),
    words.refunds(refunds.count - refunds.failedCount),
  ];
  return (
    <div className="trio">
      <div>
        <span className="meta">{soldTitle}</span>
        <span className="num">
          <FigureButton
            {...{ title: soldTitle, names: ["sales.takenMinor"], explain: open }}
            value={formatAmount(amount(sales.takenMinor))}
          />
        </span>
      </div>
      <span aria-hidden="true">{MINUS}</span>
      <div>
        <span className="meta">{givenTitle}</span>
        <span className="num">
          <FigureButton
            {...{ title: givenTitle, names: givenNames, explain: open }}
            value={formatAmount(amount(given))}
          />
        </span>
      </div>
      <span aria-hidden="true">=</span>
      <div className="result-figure">
        <span className="meta">{words.net}</span>
        <span className="num final">
          <FigureButton
            {...{ title: words.net, names: netNames, explain: open }}
            value={formatAmount(amount(sales.takenMinor - given))}
          />
        </span>
      </div>
    </div>
  );
}

/** What outlives the day: the sums since the first sale, and what the cut left unknown. */
function Perpetual({ z, explain: open }: Readonly<{ z: ZReportView; explain: Explain }>) {
  const { perpetual, unknownPayments, failedRefunds, report } = z;
  return (
    <p className="meta">
      {words.perpetual}: {words.receipts(perpetual.receiptCount)},{" "}
      <span className="num">
        <FigureButton
          {...{ title: words.perpetual, names: ["perpetual.grossMinor"], explain: open }}
          value={formatAmount(perpetual.gross)}
        />
      </span>{" "}
      {words.gross}
      {report.late.length > 0 && `. ${words.late(report.late.length)}`}
      {unknownPayments.length > 0 && (
        <>
          {`. ${words.unknown}: `}
          {unknownPayments.map(({ amount }) => formatAmount(amount)).join(", ")}
          {`. ${words.unknownAdvice}`}
        </>
      )}
      {failedRefunds.length > 0 && (
        <>
          {`. ${words.failedRefunds}: `}
          {failedRefunds.map(({ amount }) => formatAmount(amount)).join(", ")}
          {`. ${words.failedRefundsAdvice}`}
        </>
      )}
    </p>
  );
}
