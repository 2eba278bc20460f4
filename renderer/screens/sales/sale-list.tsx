import { Check, Undo2 } from "lucide-react";
import { useMemo } from "react";
import type { SaleSummary } from "../../../contract/views.ts";
import { openSaleDetail, readOlderSales } from "../../actions/sales-list.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { LongListbox } from "../../components/long-listbox.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDate, formatTime } from "../../format/format-time.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useSales } from "../../store/sales-store.ts";
import { salesWords } from "./sales-words.ts";

/** Every row as high as the style sheet makes it: only those in sight are drawn. */
const ROW = 56;

/** Newest first; the arrows walk through it and the page beside follows. */
export function SaleList({ sales }: Readonly<{ sales: readonly SaleSummary[] }>) {
  const { openId, hasMore } = useSales();
  const index = useMemo(() => sales.findIndex(({ saleId }) => saleId === openId), [sales, openId]);
  return (
    <div className="list-scroll rows" ref={focusList}>
      <LongListbox
        id={LIST_ID}
        label={salesWords.list}
        items={sales}
        keyOf={saleKey}
        rowHeight={ROW}
        className="sale-rows"
        rowClassName="sale-row"
        index={index}
        onChoose={({ saleId }) => void openSaleDetail(saleId)}
        onNearEnd={hasMore ? () => void readOlderSales() : undefined}
      >
        {(sale) => <SaleRow sale={sale} />}
      </LongListbox>
      {hasMore && <LoadMore />}
    </div>
  );
}

const saleKey = ({ saleId }: SaleSummary) => saleId;
const LIST_ID = "sale-list";

export function focusSales(): void {
  document.getElementById(LIST_ID)?.focus();
}

/** The list has the focus as it appears, unless somebody types into the field over it. */
function focusList(element: HTMLElement | null): void {
  if (element !== null && !(document.activeElement instanceof HTMLInputElement)) focusSales();
}

function SaleRow({ sale }: Readonly<{ sale: SaleSummary }>) {
  const tenders = tendersOf(sale).join(", ");
  return (
    <>
      <span>
        <span className="when">{formatTime(sale.atMs)}</span>
        <span className="meta under">{formatDate(sale.atMs)}</span>
      </span>
      <span>
        <b>{sale.receiptNumber}</b>
        <span className="meta under cut">
          {[
            sale.customer,
            sale.last4 ? `${tenders} ${sale.last4}` : tenders,
            salesWords.items(sale.itemCount),
          ]
            .filter(Boolean)
            .join(", ")}
        </span>
      </span>
      <SaleState sale={sale} />
      <span className="num">{formatAmount(sale.total)}</span>
    </>
  );
}

/** How it was paid: what the shop named itself by its name. */
function tendersOf({ tenders, named = [] }: SaleSummary): readonly string[] {
  const known = tenders.filter((tender) => tender !== "other");
  return [...new Set(known.map((tender) => salesWords.tender[tender])), ...named];
}

/** Good is plain text; what was given back stands out without a colour. */
function SaleState({ sale }: Readonly<{ sale: SaleSummary }>) {
  if (sale.refunded.minor === 0) {
    return (
      <span className="in-ledger">
        <Check className="small" aria-hidden="true" />
        {salesWords.committed}
      </span>
    );
  }
  return (
    <span className="given-back">
      <Undo2 className="small" aria-hidden="true" />
      {sale.isRefundRequested ? salesWords.refundRequested : salesWords.refunded}
    </span>
  );
}

function LoadMore() {
  useKeys({ M: () => void readOlderSales() });
  return (
    <div className="list-more">
      <button
        type="button"
        className="button"
        aria-keyshortcuts="M"
        onClick={() => void readOlderSales()}
      >
        {salesWords.loadMore}
        <KeyCap name="M" />
      </button>
    </div>
  );
}
