import { Check, TriangleAlert } from "lucide-react";
import type { ExplainedView, FigureShareView } from "../../contract/day-views.ts";
import { Currency, money } from "../../contract/money.ts";
import { explainMore, hideExplained } from "../actions/explain.ts";
import { openSalesAt } from "../actions/navigate.ts";
import { entryWords } from "../format/entry-words.ts";
import { formatCount } from "../format/format-count.ts";
import { formatAmount } from "../format/format-money.ts";
import { formatMoment } from "../format/format-time.ts";
import { useUi } from "../store/ui-store.ts";
import { explainWords as words } from "./explain-words.ts";
import { CloseButton, OverDialog } from "./over-dialog.tsx";

/** The entries behind a number, over the report that shows it. Esc leads back to the number. */
export function ExplainDialog() {
  const explained = useUi((state) => state.explained);
  const title = explained ? words.title(explained.figure.title) : "";
  return (
    <OverDialog
      isOpen={explained !== null}
      title={title}
      onClose={hideExplained}
      foot={<CloseButton name={words.close} onPress={hideExplained} />}
    >
      <div className="dialog-body" tabIndex={0} role="region" aria-label={title}>
        {explained && <Explained view={explained.view} />}
      </div>
    </OverDialog>
  );
}

function Explained({ view }: Readonly<{ view: ExplainedView }>) {
  const { shares, shareCount, carried, addsUpTo, next } = view;
  const shown = shownBy(view);
  return (
    <>
      {shareCount === 0 && <p className="meta">{words.none}</p>}
      <table className="figures explained">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.when}</th>
            <th scope="col" className="num">
              {words.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {carried !== 0 && (
            <tr>
              <th scope="row" colSpan={2}>
                {words.carried}
              </th>
              <td className="num">{shown(carried)}</td>
            </tr>
          )}
          {shares.map((share) => (
            <ShareRow key={share.seq} share={share} value={shown(share.value)} />
          ))}
          <tr className="sum">
            <th scope="row" colSpan={2}>
              {words.sum(shareCount)}
            </th>
            <td className="num">{shown(addsUpTo)}</td>
          </tr>
        </tbody>
      </table>
      {next !== null && (
        <button type="button" className="button" onClick={() => void explainMore()}>
          {words.more}
        </button>
      )}
      <Proof view={view} />
    </>
  );
}

function shownBy({ unit, currency }: ExplainedView): (value: number) => string {
  const code = Currency.parse(currency);
  return (value) => (unit === "count" ? formatCount(value) : formatAmount(money(value, code)));
}

function ShareRow({ share, value }: Readonly<{ share: FigureShareView; value: string }>) {
  const { seq, atMs, saleId } = share;
  const what = whatOf(share);
  return (
    <tr>
      <th scope="row">
        {saleId === null ? (
          what
        ) : (
          <button type="button" className="figure-button" onClick={() => openSalesAt(saleId)}>
            {what}
          </button>
        )}
        <span className="meta">{words.number(seq)}</span>
      </th>
      <td className="meta">{formatMoment(atMs)}</td>
      <td className="num">{value}</td>
    </tr>
  );
}

function whatOf({ type, receiptCount, zNumber }: FigureShareView): string {
  if (zNumber !== null) return words.z(zNumber);
  return receiptCount === null ? entryWords(type) : words.receipt(receiptCount);
}

function Proof({ view }: Readonly<{ view: ExplainedView }>) {
  const Icon = view.isSame ? Check : TriangleAlert;
  return (
    <p className={view.isSame ? "z-same" : "z-differs"} role="status">
      <Icon className="small" aria-hidden="true" />
      {view.isSame ? words.same : words.differs(shownBy(view)(view.value))}
    </p>
  );
}
