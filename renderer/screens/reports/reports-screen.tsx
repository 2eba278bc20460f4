import { Files, RotateCw, ShieldCheck } from "lucide-react";
import { money } from "../../../contract/money.ts";
import type { RegisterView, ShopView, XReportView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import { readReport } from "../../actions/report.ts";
import { CorrectionTable } from "../../components/correction-table.tsx";
import { FigureButton } from "../../components/figure-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatCount } from "../../format/format-count.ts";
import { formatHash } from "../../format/format-hash.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatMoment } from "../../format/format-time.ts";
import type { RefusalCode } from "../../format/words.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useReport } from "../../store/report-store.ts";
import { DaySum, opener, TaxTable, TenderTable } from "./report-figures.tsx";
import { reportWords } from "./report-words.ts";

/** What the report's own buttons do; they are there once it is. */
const reportKeys = { R: () => void readReport(), Z: () => goTo("z-reports") };

/** The day so far. No figure wears the double rule: an X closes nothing. */
export function ReportsScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { report, refusal } = useReport();
  useKeys({ Escape: () => goTo("sale"), ...(report && reportKeys) });
  return (
    <div className="shell">
      <Rail />
      <main className="report" ref={focusOnMount} tabIndex={-1}>
        {report ? (
          <>
            <ReportPaper report={report} view={view} refusal={refusal} />
            <ReportDrawer report={report} shop={view.shop} />
          </>
        ) : (
          <section className="page">{refusal && <RefusalNote code={refusal} />}</section>
        )}
      </main>
    </div>
  );
}

type PaperProps = Readonly<{
  report: XReportView;
  view: RegisterView;
  refusal: RefusalCode | null;
}>;

function ReportPaper({ report, view, refusal }: PaperProps) {
  return (
    <section className="page" aria-label={reportWords.title} tabIndex={0}>
      <header>
        <div>
          <h1>{reportWords.title}</h1>
          <p className="meta">
            {reportWords.subtitle(formatMoment(report.atMs), view.registerName)}
          </p>
        </div>
        <span className="grow" />
        <button
          type="button"
          className="button"
          aria-keyshortcuts="Z"
          onClick={() => goTo("z-reports")}
        >
          <Files aria-hidden="true" />
          {reportWords.zReports}
          <KeyCap name="Z" />
        </button>
        <button
          type="button"
          className="button"
          aria-keyshortcuts="R"
          onClick={() => void readReport()}
        >
          <RotateCw aria-hidden="true" />
          {reportWords.refresh}
          <KeyCap name="R" />
        </button>
      </header>
      {refusal && <RefusalNote code={refusal} />}
      <DaySum report={report} />
      <TenderTable report={report} />
      <TaxTable report={report} shop={view.shop} />
      <CorrectionTable
        corrections={report.day.corrections}
        taxName={view.shop.taxName}
        amount={(minor) => money(minor, view.shop.currency)}
        explain={opener(report)}
      />
      <footer className="meta">
        <ShieldCheck className="small" aria-hidden="true" />
        {report.lastSeq === 0
          ? reportWords.coversNothing
          : reportWords.covers(report.firstSeq, report.lastSeq)}
        <span className="mono">{formatHash(report.headHash)}</span>
      </footer>
    </section>
  );
}

/** What should be in the drawer, and what an X report is for. */
function ReportDrawer({ report, shop }: Readonly<{ report: XReportView; shop: ShopView }>) {
  const open = opener(report);
  const [sales, items] = [formatCount(report.saleCount), formatCount(report.itemCount)];
  return (
    <aside className="report-aside" aria-label={reportWords.drawer}>
      <h2 className="label">{reportWords.drawer}</h2>
      <p className="big-figure num">
        <FigureButton
          {...{ title: reportWords.drawer, names: ["drawer.closingMinor"], explain: open }}
          value={formatAmount(report.drawerExpected)}
        />
      </p>
      <p className="meta">
        {shop.currency}, {reportWords.cashExpected}
      </p>
      <dl>
        <div>
          <dt>{reportWords.salesCount}</dt>
          <dd className="num">
            <FigureButton
              {...{ title: reportWords.salesCount, names: ["sales.count"], explain: open }}
              value={sales}
            />
          </dd>
        </div>
        <div>
          <dt>{reportWords.itemsSold}</dt>
          <dd className="num">
            <FigureButton
              {...{ title: reportWords.itemsSold, names: ["sales.itemCount"], explain: open }}
              value={items}
            />
          </dd>
        </div>
      </dl>
      <p className="meta">{reportWords.about}</p>
    </aside>
  );
}
