import { Check, Undo2 } from "lucide-react";
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from "react-aria-components";
import type { SaleSummary } from "../../../contract/views.ts";
import { openSaleDetail, readOlderSales } from "../../actions/sales-list.ts";
import { KeyCap } from "../../components/key-cap.tsx";
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
  return (
    <div className="list-scroll rows">
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: ROW }}>
        <ListBox
          className="sale-rows"
          onScroll={(event) => {
            const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
            if (hasMore && scrollHeight - scrollTop - clientHeight < ROW * 10)
              void readOlderSales();
          }}
          aria-label={salesWords.list}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          autoFocus="first"
          selectedKeys={openId ? [openId] : []}
          onSelectionChange={(keys) => {
            const chosen = sales.find(({ saleId }) => keys !== "all" && keys.has(saleId));
            if (chosen) void openSaleDetail(chosen.saleId);
          }}
        >
          {sales.map((sale) => (
            <SaleRow key={sale.saleId} sale={sale} />
          ))}
        </ListBox>
      </Virtualizer>
      {hasMore && <LoadMore />}
    </div>
  );
}

function SaleRow({ sale }: Readonly<{ sale: SaleSummary }>) {
  const tenders = sale.tenders.map((tender) => salesWords.tender[tender]).join(", ");
  const name = `${sale.receiptNumber}, ${formatAmount(sale.total)}`;
  return (
    <ListBoxItem id={sale.saleId} textValue={name} className="sale-row">
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
    </ListBoxItem>
  );
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
      {salesWords.refunded}
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
